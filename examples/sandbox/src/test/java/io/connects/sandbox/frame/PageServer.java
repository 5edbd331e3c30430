package io.connects.sandbox.frame;

import io.connects.simulators.network.ServerKeys;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** A web server with the page of a customer, or of somebody else. */
final class PageServer implements AutoCloseable {
    private final ServerKeys keys;
    private final String host;
    private final Server server = new Server();
    private final ServerConnector connector;

    PageServer(String host, Path directory) {
        this.host = host;
        this.keys = new ServerKeys("Authority of " + host, host);
        connector = new ServerConnector(server, keys.tls(), new HttpConnectionFactory());
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var files = new ResourceHandler();
        files.setBaseResource(ResourceFactory.of(files).newResource(directory));
        server.setHandler(files);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("no server for " + host, e);
        }
    }

    String origin() {
        return "https://" + host + ":" + connector.getLocalPort();
    }

    URI page(String query) {
        return URI.create(origin() + "/index.html?" + query);
    }

    String publicKeyPin() {
        return keys.publicKeyPin();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
