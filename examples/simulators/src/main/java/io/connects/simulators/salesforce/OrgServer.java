package io.connects.simulators.salesforce;

import jakarta.servlet.Servlet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of a running org. */
final class OrgServer implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;
    private final OrgOptions options;

    /** Starts listening; fails with IllegalStateException that names the port when it is taken. */
    OrgServer(
            int port,
            OrgOptions options,
            RestServlet rest,
            OauthServlet oauth,
            MetadataServlet metadata,
            StreamingServlet streaming) {
        var threads = new QueuedThreadPool();
        threads.setName("salesforce-http");
        threads.setDaemon(true);
        this.options = options;
        server = new Server(threads);
        connector = connector(port);
        var context = new ServletContextHandler("/");
        add(context, rest, "/services/data/*", Map.of());
        add(context, oauth, "/services/oauth2/*", Map.of());
        add(context, metadata, "/services/Soap/m/*", Map.of());
        add(context, streaming, "/cometd/*", cometd(options));
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("port " + port + ": the simulated org could not start", e);
        }
    }

    private ServerConnector connector(int port) {
        var http = new HttpConfiguration();
        http.setRequestHeaderSize(32 * 1024);
        http.setSendServerVersion(false);
        var added = new ServerConnector(server, new HttpConnectionFactory(http));
        added.setHost("127.0.0.1");
        added.setPort(port);
        added.setIdleTimeout(options.connectTimeout().toMillis() + 60_000);
        server.addConnector(added);
        return added;
    }

    /** Listens on one more port, any that is free, and gives it. */
    int listenElsewhere() {
        ServerConnector added = connector(0);
        try {
            added.start();
        } catch (Exception e) {
            throw new IllegalStateException("the simulated org found no second port", e);
        }
        return added.getLocalPort();
    }

    private static Map<String, String> cometd(OrgOptions options) {
        return Map.of(
                "transports",
                "org.cometd.server.http.JSONHttpTransport",
                "timeout",
                String.valueOf(options.connectTimeout().toMillis()),
                "maxInterval",
                String.valueOf(options.maxInterval().toMillis()),
                "maxMessageSize",
                String.valueOf(StreamingServlet.MAX_REQUEST));
    }

    private static void add(
            ServletContextHandler context, Servlet servlet, String path, Map<String, String> parameters) {
        var holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        holder.setInitOrder(1);
        parameters.forEach(holder::setInitParameter);
        context.addServlet(holder, path);
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the simulated org could not stop", e);
        }
    }
}
