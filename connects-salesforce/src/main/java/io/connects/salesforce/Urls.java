package io.connects.salesforce;

import io.connects.core.ProtocolViolationException;
import io.connects.core.http.Loopback;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Addresses at an org. */
final class Urls {
    private Urls() {}

    /** A path below a host, without the query. */
    static HttpUrl of(URI host, String path) {
        HttpUrl base = HttpUrl.get(host);
        return base.newBuilder().addPathSegments(path).build();
    }

    /**
     * Resolves what Salesforce gave as a path (a query's next page) without letting it name another host.
     *
     * @throws ProtocolViolationException when it is not a path of this host
     */
    static HttpUrl given(URI host, String path) {
        HttpUrl base = HttpUrl.get(host);
        HttpUrl url = path.startsWith("/") ? base.resolve(path) : null;
        if (url == null || !url.host().equals(base.host()) || url.port() != base.port()) {
            throw new ProtocolViolationException(
                    "the next page is not a path of " + base.host(), -1, path.getBytes(StandardCharsets.UTF_8));
        }
        return url;
    }

    /** The instance_url of a token response; null when it is none, or would send the token over an open line. */
    static @Nullable URI instance(String text) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null || (!url.isHttps() && !Loopback.is(url.host()))) {
            return null;
        }
        return url.uri();
    }
}
