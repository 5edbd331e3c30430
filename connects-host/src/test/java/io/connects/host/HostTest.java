package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ClosedException;
import io.connects.core.routing.Decision;
import io.connects.core.routing.RouteTarget;
import io.connects.host.config.Configs;
import io.connects.host.config.HostConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostTest {
    private static final HostConfig ONE = Configs.parse(Configs.ROUTE);
    private static final HostConfig TWO = Configs.parse(Configs.ROUTE
            + Configs.ROUTE.substring(Configs.ROUTE.indexOf('\n') + 1).replace("support", "sales"));

    private final FakePorts ports = new FakePorts();
    private final List<String> decisions = new CopyOnWriteArrayList<>();

    @Test
    void starts_cisco_before_salesforce_and_stops_in_the_same_order() {
        Host host = host(ONE, ports);
        assertThat(host.state()).isEqualTo(HostState.IDLE);

        host.start();
        assertThat(host.state()).isEqualTo(HostState.ACTIVE);
        host.close();

        assertThat(ports.calls)
                .containsExactly(
                        "support router start", "support source start", "support router close", "support source close");
        assertThat(host.state()).isEqualTo(HostState.STOPPED);
    }

    @Test
    void tells_the_listener_every_decision_with_its_route() {
        try (Host host = host(ONE, ports)) {
            host.start();
        }

        assertThat(decisions).contains("support ROUTER_STATE");
    }

    @Test
    void a_route_that_cannot_start_closes_what_was_started() {
        var failing = new FakePorts("sales");
        Host host = host(TWO, failing);

        assertThatThrownBy(host::start)
                .isInstanceOf(StartFailedException.class)
                .hasMessage("route sales: cannot listen on fake:1");

        assertThat(failing.calls)
                .startsWith("support router start", "support source start", "sales router start")
                .contains("support router close", "support source close", "sales source close")
                .doesNotContain("sales source start");
        assertThat(host.state()).isEqualTo(HostState.STOPPED);
    }

    @Test
    void starts_once() {
        try (Host host = host(ONE, ports)) {
            host.start();

            assertThatThrownBy(host::start).isInstanceOf(IllegalStateException.class);
            assertThat(host.state()).isEqualTo(HostState.ACTIVE);
        }
    }

    /** A pool that is shut down while another thread brings it its first task may keep a task that came in between for ever. */
    @Test
    void a_close_that_meets_the_start_ends() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 2_000; round++) {
                Host host = Host.of(new HostConfig(List.of()), (route, decision) -> {}, ports);
                var both = new CyclicBarrier(2);
                Future<?> start = threads.submit(() -> {
                    both.await();
                    try {
                        host.start();
                    } catch (ClosedException e) {
                        assertThat(e).hasMessageContaining("host");
                    }
                    return null;
                });
                Future<?> close = threads.submit(() -> {
                    both.await();
                    host.close();
                    return null;
                });

                close.get(30, TimeUnit.SECONDS);
                start.get(30, TimeUnit.SECONDS);
                assertThat(host.state()).isEqualTo(HostState.STOPPED);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closing_twice_or_before_the_start_is_fine_and_final() {
        Host host = host(ONE, ports);
        host.close();
        host.close();

        assertThatThrownBy(host::start).isInstanceOf(ClosedException.class);
        assertThat(ports.calls).containsExactly("support router close", "support source close");
    }

    @Test
    void closing_ends_every_thread() {
        try (Host host = Host.of(ONE)) {
            host.start();
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("connects-") && !thread.isDaemon())
                .allSatisfy(HostTest::ends);
    }

    private static void ends(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }

    @Test
    void names_a_busy_port_and_frees_the_others() throws IOException {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String second = Configs.ROUTE
                    .substring(Configs.ROUTE.indexOf('\n') + 1)
                    .replace("support", "sales")
                    .replace("port: 0", "port: " + busy.getLocalPort());
            Host host = Host.of(Configs.parse(Configs.ROUTE + second));

            assertThatThrownBy(host::start)
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageStartingWith("route sales: ")
                    .hasMessageContaining(Integer.toString(busy.getLocalPort()));

            int freed =
                    host.routes().get(0).mriAddresses().get(RouteTarget.ONLY).getPort();
            new ServerSocket(freed, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    void tells_the_port_that_the_system_chose() {
        try (Host host = Host.of(ONE)) {
            host.start();

            assertThat(host.routes().get(0).mriAddresses().get(RouteTarget.ONLY).getPort())
                    .isPositive();
            assertThat(host.routes().get(0).items())
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(List.of());
        }
    }

    private Host host(HostConfig config, FakePorts fakes) {
        return Host.of(config, (route, decision) -> note(route, decision), fakes);
    }

    private void note(String route, Decision decision) {
        decisions.add(route + " " + decision.kind());
    }
}
