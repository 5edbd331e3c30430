package io.connects.benchmarks.salesforce;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.cometd.server.http.jakarta.CometDServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A CometD server on Jetty that never runs out of PushTopic events: every poll is answered at once with so many of them. */
final class EventServer implements AutoCloseable {
    static final String CHANNEL = "/topic/ConnectsPsr";
    static final String VERSION = "60.0";
    /** Where it says how many events it has sent to the client that subscribed last. */
    static final String SENT = "/sent";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Events events;

    /** @param batch events in each answer */
    EventServer(int batch) {
        events = new Events(batch);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var context = new ServletContextHandler("/");
        var cometd = new ServletHolder(new CometDServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            public void init() throws ServletException {
                super.init();
                events.join(getBayeuxServer());
            }
        });
        cometd.setInitParameter("transports", "org.cometd.server.http.JSONHttpTransport");
        // Otherwise events also come with the reply to a subscription, beside those of a poll, and overtake each other.
        cometd.setInitParameter("metaConnectDeliverOnly", "true");
        cometd.setInitParameter("timeout", "30000");
        cometd.setInitParameter("maxInterval", "40000");
        add(context, cometd, "/cometd/*");
        add(
                context,
                text(request -> "[{\"version\":\"" + VERSION + "\",\"url\":\"/services/data/v" + VERSION + "\"}]"),
                "/services/data/*");
        add(context, text(EventServer::token), "/services/oauth2/token");
        add(context, text(request -> String.valueOf(events.sent())), SENT);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the event server could not start", e);
        }
    }

    private static String token(HttpServletRequest request) {
        return "{\"access_token\":\"a-fixture\",\"token_type\":\"Bearer\",\"instance_url\":\"http://127.0.0.1:"
                + request.getLocalPort() + "\"}";
    }

    private static void add(ServletContextHandler context, ServletHolder holder, String path) {
        holder.setAsyncSupported(true);
        holder.setInitOrder(1);
        context.addServlet(holder, path);
    }

    private static void add(ServletContextHandler context, Servlet servlet, String path) {
        add(context, new ServletHolder(servlet), path);
    }

    private static HttpServlet text(Function<HttpServletRequest, String> answer) {
        return new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setContentType("application/json;charset=UTF-8");
                response.getOutputStream().write(answer.apply(request).getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the event server could not stop", e);
        }
    }
}
