package io.connects.host;

import io.connects.core.ConnectsException;
import io.connects.core.routing.ItemView;
import io.connects.core.routing.RoutingEngine;
import io.connects.core.routing.RoutingRunner;
import io.connects.core.routing.TaskRouter;
import io.connects.host.config.RouteConfig;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One org and the PG that serves it, isolated from other routes. Thread-safe; started and stopped by its {@link Host}. */
public final class Route {
    /** How long assignments under way may still be answered when a route stops. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(Route.class);

    private final RouteConfig config;
    private final RoutePorts ports;
    private final RoutingRunner runner;

    Route(
            RouteConfig config,
            RoutePorts.Factory factory,
            RoutingRunner.Environment environment,
            HostListener listener) {
        this.config = config;
        this.ports = factory.create(config);
        var decisions = new DecisionLog(config.name());
        RouteConfig.Routing routing = config.routing();
        var routers = new LinkedHashMap<String, TaskRouter>();
        ports.pims().forEach((name, pim) -> routers.put(name, pim.router()));
        this.runner = new RoutingRunner(
                new RoutingEngine(routing.options(), routing.map()),
                new RoutingRunner.Ports(ports.source(), routers, ports.directory(), ports.lifecycle()),
                environment,
                decision -> {
                    decisions.decided(decision);
                    listener.decided(config.name(), decision);
                });
    }

    public String name() {
        return config.name();
    }

    /**
     * Where this route waits for each of its PIMs, by the name that queues use; the ports are the true ones, also when 0 was configured. Only
     * after the start.
     */
    public Map<String, InetSocketAddress> mriAddresses() {
        var addresses = new LinkedHashMap<String, InetSocketAddress>();
        ports.pims().forEach((name, pim) -> addresses.put(name, pim.address().get()));
        return addresses;
    }

    /** Answers how every work item stands. */
    public CompletableFuture<List<ItemView>> items() {
        return runner.items();
    }

    /** @throws StartFailedException when a port cannot start */
    void start() {
        try {
            runner.start();
        } catch (ConnectsException e) {
            throw new StartFailedException(config.name(), e);
        }
        log.info(
                "route={} state=STARTED mri={} org={}",
                name(),
                mriAddresses().values(),
                config.salesforce().options().loginUri());
    }

    void close() {
        ports.advice().run();
        runner.close(GRACE);
        try {
            CompletableFuture.allOf(ports.pims().values().stream()
                            .map(pim -> pim.closed().get())
                            .toArray(CompletableFuture[]::new))
                    .get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            log.info("route={} state=STOPPED", name());
        } catch (TimeoutException | ExecutionException e) {
            log.warn("route={} state=STOPPED: its MRI sessions did not end in good order", name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
