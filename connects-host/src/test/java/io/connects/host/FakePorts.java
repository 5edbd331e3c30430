package io.connects.host;

import io.connects.core.PeerUnreachableException;
import io.connects.core.routing.Agent;
import io.connects.core.routing.AgentDirectory;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.Psr;
import io.connects.core.routing.RouteTarget;
import io.connects.core.routing.Standing;
import io.connects.core.routing.TaskKey;
import io.connects.core.routing.TaskLifecycle;
import io.connects.core.routing.TaskRequest;
import io.connects.core.routing.TaskRouter;
import io.connects.core.routing.WorkItem;
import io.connects.core.routing.WorkSource;
import io.connects.host.config.RouteConfig;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two sides that write down what is done to them. */
final class FakePorts implements RoutePorts.Factory {
    final List<String> calls = new CopyOnWriteArrayList<>();
    private final String failing;

    FakePorts() {
        this("");
    }

    /** @param failing the route whose router cannot start */
    FakePorts(String failing) {
        this.failing = failing;
    }

    @Override
    public RoutePorts create(RouteConfig config) {
        var router = new Router(config.name());
        var pim = new RoutePorts.Pim(
                router,
                () -> InetSocketAddress.createUnresolved("fake", 1),
                () -> CompletableFuture.completedFuture(null));
        return new RoutePorts(
                Map.of(RouteTarget.ONLY, pim),
                new Source(config.name()),
                AgentDirectory.of(config.routing().agents()),
                TaskLifecycle.unknown(),
                () -> {});
    }

    private final class Router implements TaskRouter {
        private final String route;

        Router(String route) {
            this.route = route;
        }

        @Override
        public void start(TaskRouter.Listener listener) {
            calls.add(route + " router start");
            if (route.equals(failing)) {
                throw new PeerUnreachableException("cannot listen on fake:1", null);
            }
            listener.state(State.READY, "fake");
        }

        @Override
        public void submit(TaskKey key, TaskRequest request) {
            calls.add(route + " submit");
        }

        @Override
        public void cancel(TaskKey key) {
            calls.add(route + " cancel");
        }

        @Override
        public void close() {
            calls.add(route + " router close");
        }
    }

    private final class Source implements WorkSource {
        private final String route;

        Source(String route) {
            this.route = route;
        }

        @Override
        public void start(WorkSource.Listener listener) {
            calls.add(route + " source start");
        }

        @Override
        public CompletableFuture<Optional<WorkItem>> read(Psr known) {
            throw new AssertionError("nothing is offered");
        }

        @Override
        public CompletableFuture<List<Psr>> readAgain(Collection<String> psrIds) {
            throw new AssertionError("nothing is offered");
        }

        @Override
        public CompletableFuture<Standing> inspect(String psrId) {
            throw new AssertionError("nothing is offered");
        }

        @Override
        public CompletableFuture<AssignmentResult> assign(Psr psr, Agent agent, Duration toSend, Duration toAnswer) {
            throw new AssertionError("nothing is offered");
        }

        @Override
        public CompletableFuture<Void> handToQueue(Psr psr, String queueId) {
            throw new AssertionError("nothing is offered");
        }

        @Override
        public void close() {
            calls.add(route + " source close");
        }
    }
}
