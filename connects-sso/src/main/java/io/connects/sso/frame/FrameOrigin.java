package io.connects.sso.frame;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a page that may show the frame, as a browser writes it in {@code event.origin}: {@code https}, host and, unless it is 443, port.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-6.2">RFC 6454, section 6.2</a>
 */
public record FrameOrigin(String text) {
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final int HTTPS = 443;

    /** @throws IllegalArgumentException saying what is wrong; a wildcard is */
    public FrameOrigin {
        Objects.requireNonNull(text, "text");
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw fault(text, "is no address", e);
        }
        if (!"https".equals(uri.getScheme())) {
            throw fault(text, "must begin with https://, in small letters", null);
        }
        String host = uri.getHost();
        if (host == null || !HOST.matcher(host).matches()) {
            throw fault(text, "must have one host name, in small letters and without wildcard", null);
        }
        if (uri.getPort() == HTTPS) {
            throw fault(text, "is written without the port 443", null);
        }
        String exact = "https://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        if (!exact.equals(text)) {
            throw fault(text, "must have nothing but scheme, host and port, as in " + exact, null);
        }
    }

    private static IllegalArgumentException fault(String text, String what, @Nullable Exception cause) {
        return new IllegalArgumentException("origin " + text + " " + what, cause);
    }
}
