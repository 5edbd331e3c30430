package io.connects.finesse;

import java.net.URI;
import java.util.regex.Pattern;

/** Addresses of Finesse nodes. */
final class Nodes {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private Nodes() {}

    /** @throws IllegalArgumentException naming the fault */
    static URI checked(String name, URI node) {
        String host = node.getHost();
        boolean isPlain = "http".equals(node.getScheme());
        if (host == null || !(isPlain || "https".equals(node.getScheme()))) {
            throw new IllegalArgumentException(name + ": must be https://HOST:PORT, was " + node);
        }
        if (isPlain && !LOOPBACK.matcher(host).matches()) {
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
