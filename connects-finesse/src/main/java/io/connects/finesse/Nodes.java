package io.connects.finesse;

import io.connects.core.http.Loopback;
import java.net.URI;

/** Addresses of Finesse nodes. */
final class Nodes {
    private Nodes() {}

    /** @throws IllegalArgumentException naming the fault */
    static URI checked(String name, URI node) {
        String host = node.getHost();
        boolean isPlain = "http".equals(node.getScheme());
        if (host == null || !(isPlain || "https".equals(node.getScheme()))) {
            throw new IllegalArgumentException(name + ": must be https://HOST:PORT, was " + node);
        }
        if (isPlain && !Loopback.is(host)) {
            throw new IllegalArgumentException(name + ": must be https, because passwords go there, was " + node);
        }
        if (node.getUserInfo() != null
                || node.getQuery() != null
                || !(node.getPath().isEmpty() || node.getPath().equals("/"))) {
            throw new IllegalArgumentException(name + ": must be scheme, host and port alone");
        }
        return node;
    }
}
