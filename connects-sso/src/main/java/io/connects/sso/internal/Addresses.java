package io.connects.sso.internal;

import io.connects.core.http.Loopback;
import java.net.URI;
import okhttp3.HttpUrl;

/** Addresses of servers that tokens are sent to. */
public final class Addresses {
    private Addresses() {}

    /**
     * Scheme, host and port alone.
     *
     * @throws IllegalArgumentException naming the fault
     */
    public static URI node(String name, URI node) {
        URI checked = secure(name, node);
        if (node.getQuery() != null
                || !(node.getPath().isEmpty() || node.getPath().equals("/"))) {
            throw new IllegalArgumentException(name + ": must be scheme, host and port alone");
        }
        return checked;
    }

    /** @throws IllegalArgumentException when it is not https, or http on loopback; or has a user or a fragment */
    public static URI secure(String name, URI uri) {
        String host = uri.getHost();
        boolean isPlain = "http".equals(uri.getScheme());
        if (host == null || !(isPlain || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(name + ": must be https://HOST:PORT, was " + uri);
        }
        if (isPlain && !Loopback.is(host)) {
            throw new IllegalArgumentException(name + ": must be https, because tokens go there, was " + uri);
        }
        if (uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(name + ": must have neither user nor fragment");
        }
        return uri;
    }

    /** A path of a node. */
    public static HttpUrl.Builder at(URI node, String path) {
        HttpUrl base = HttpUrl.get(node);
        if (base == null) {
            throw new IllegalArgumentException("node: must be http or https, was " + node);
        }
        return base.newBuilder().encodedPath(path);
    }
}
