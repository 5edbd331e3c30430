package io.connects.simulators.finesse;

import io.connects.simulators.network.ServerKeys;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The servers of a running node: one for REST, one for notifications, each on a port of its own. */
final class NodeServer implements AutoCloseable {
    private static final long IDLE_MILLIS = Duration.ofMinutes(10).toMillis();

    private final PairCore core;
    private final FinesseSide side;
    private final Server server;
    private final ServerConnector rest;
    private final ServerConnector notification;
    private final ServerConnector plainRest;
    private final ServerConnector plainNotification;

    /** Ports of a node, 0 for any that is free. */
    record Ports(int rest, int notification, int plainRest, int plainNotification) {
        static final Ports ANY = new Ports(0, 0, 0, 0);
    }

    NodeServer(PairCore core, FinesseSide side, ServerKeys keys, Ports ports, RestApi api, SystemInfo systemInfo) {
        this.core = core;
        this.side = side;
        var threads = new QueuedThreadPool();
        threads.setName("finesse-" + side);
        threads.setDaemon(true);
        server = new Server(threads);
        rest = connector(secured(keys), ports.rest());
        notification = connector(secured(keys), ports.notification());
        plainRest = connector(plain(), ports.plainRest());
        plainNotification = connector(plain(), ports.plainNotification());
        server.addConnector(rest);
        server.addConnector(notification);
        if (core.options.plain) {
            server.addConnector(plainRest);
            server.addConnector(plainNotification);
        }
        XmppServer xmpp = core.xmpp(side);
        var context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(eachOnItsPort()), "/*", EnumSet.of(DispatcherType.REQUEST));
        add(context, new ApiServlet(core, side, api, systemInfo), "/finesse/api/*");
        add(context, new BoshServlet(core, xmpp), "/http-bind/*");
        add(context, new WebSocketServlet(core, xmpp), "/ws/*");
        if (core.options.sso != null) {
            add(context, new SsoServlet(core, core.options.sso, this::node), "/desktop/sso/*");
        }
        if (core.options.gadgetFiles != null) {
            context.addServlet(GadgetFiles.of(core.options.gadgetFiles), GadgetFiles.PATH + "*");
        }
        context.addFilter(
                new FilterHolder(GadgetFiles.framedBy(core.options.frameAncestors)),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        JettyWebSocketServletContainerInitializer.configure(context, (servlets, container) -> {
            container.setIdleTimeout(Duration.ofMillis(IDLE_MILLIS));
            container.setMaxTextMessageSize(1 << 20);
        });
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("node " + side + ": the simulated Finesse could not start", e);
        }
    }

    private static HttpConnectionFactory plain() {
        return new HttpConnectionFactory(configuration());
    }

    private static HttpConfiguration configuration() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.addCustomizer(new SecureRequestCustomizer(false));
        return http;
    }

    private static ConnectionFactory[] secured(ServerKeys keys) {
        return new ConnectionFactory[] {keys.tls(), new HttpConnectionFactory(configuration())};
    }

    private ServerConnector connector(ConnectionFactory factory, int port) {
        return connector(new ConnectionFactory[] {factory}, port);
    }

    private ServerConnector connector(ConnectionFactory[] factories, int port) {
        var connector = new ServerConnector(server, factories);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    private static void add(ServletContextHandler context, Servlet servlet, String path) {
        var holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
    }

    /** REST is not on the notification port, and of the notifications only the WebSocket is on the REST port, in newer releases. */
    private Filter eachOnItsPort() {
        return (request, response, chain) -> {
            int port = request.getLocalPort();
            boolean onRestPort =
                    List.of(rest.getLocalPort(), plainRest.getLocalPort()).contains(port);
            String path = ((HttpServletRequest) request).getRequestURI();
            FinesseRelease release = core.options.release;
            boolean there;
            if (path.startsWith("/ws")) {
                there = release.isAtLeast(onRestPort ? FinesseRelease.WEBSOCKET_WITH_REST : FinesseRelease.WEBSOCKET);
            } else {
                there = onRestPort
                        == List.of("/finesse", "/desktop", "/3rdpartygadget").stream()
                                .anyMatch(path::startsWith);
            }
            if (there) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        };
    }

    /** Where the REST interface listens. */
    private URI node() {
        return URI.create("https://" + core.options.host + ":" + rest.getLocalPort());
    }

    Ports ports() {
        return new Ports(
                rest.getLocalPort(),
                notification.getLocalPort(),
                Math.max(0, plainRest.getLocalPort()),
                Math.max(0, plainNotification.getLocalPort()));
    }

    /** Ends every connection and every session. */
    @Override
    public void close() {
        synchronized (core) {
            core.xmpp(side).killSessions();
        }
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the simulated Finesse could not stop", e);
        }
    }
}
