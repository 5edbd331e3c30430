package io.connects.simulators.ids;

import io.connects.simulators.network.ServerKeys;
import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTPS server of a running identity service. */
final class IdsServer implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;

    /** Starts listening; fails with IllegalStateException that names the port when it is taken. */
    IdsServer(int port, ServerKeys keys, SignInServlet signIn, Optional<SamlServlet> saml, TokenServlet tokens) {
        var threads = new QueuedThreadPool();
        threads.setName("ids");
        threads.setDaemon(true);
        server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.addCustomizer(new SecureRequestCustomizer(false));
        connector = new ServerConnector(server, keys.tls(), new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        var context = new ServletContextHandler("/");
        add(context, signIn, List.of(SignInServlet.AUTHORIZE, SignInServlet.RELAY));
        if (saml.isPresent()) {
            add(context, saml.get(), List.of(SignInServlet.ASSERTION));
        } else {
            add(context, signIn, List.of(SignInServlet.LOGIN, SignInServlet.ASSERTION));
        }
        add(context, tokens, List.of(TokenServlet.TOKEN, TokenServlet.REVOKE, TokenServlet.PUBLIC_KEY));
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("port " + port + ": the simulated identity service could not start", e);
        }
    }

    private static void add(ServletContextHandler context, Servlet servlet, List<String> paths) {
        var holder = new ServletHolder(servlet);
        paths.forEach(path -> context.addServlet(holder, path));
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the simulated identity service could not stop", e);
        }
    }
}
