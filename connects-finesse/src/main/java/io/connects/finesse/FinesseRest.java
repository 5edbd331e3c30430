package io.connects.finesse;

import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.http.ClientResources;
import io.connects.core.http.HtmlPage;
import io.connects.core.http.HttpCalls;
import io.connects.core.http.HttpReply;
import io.connects.finesse.codec.ErrorsXml;
import io.connects.finesse.message.ApiErrors;
import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.request.Request;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xml.XmlReader;
import io.connects.finesse.xml.XmlWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of one Finesse node, as one identity. Thread-safe; futures complete on the callback executor.
 *
 * <p>A request that Finesse refuses fails with {@link PeerRefusedException}, whose code is Finesse's error type. Five wrong passwords in a row block
 * a user for five minutes, and so a password that was refused is not sent again: every later call fails with {@link NotAuthorisedException} at
 * once.
 */
public final class FinesseRest {
    private static final MediaType XML = MediaType.get("application/xml; charset=utf-8");
    private static final String REQUEST_ID = "requestId";
    /** The administrator's list of a large site's agents has some kilobytes for each. */
    private static final int MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

    private final URI node;
    private final HttpUrl base;
    private final Identity identity;
    private final HttpCalls http;
    private final Duration within;
    private final XmlReader reader = new XmlReader(MAX_RESPONSE_BYTES);

    /**
     * @param node scheme, host and port, such as {@code https://finesse-a.example.com:8445}; {@code http} on loopback alone
     * @param resources what it runs on; they stay the caller's
     * @param within how long one request may take
     */
    public FinesseRest(URI node, FinesseCredentials credentials, ClientResources resources, Duration within) {
        this(node, new Identity(credentials), resources, within);
    }

    FinesseRest(URI node, Identity identity, ClientResources resources, Duration within) {
        this.node = Nodes.checked("node", node);
        this.base = HttpUrl.get(node);
        this.identity = identity;
        this.within = within;
        this.http = new HttpCalls(
                "the Finesse client",
                resources.http(),
                within,
                resources.callbacks(),
                resources.timer(),
                MAX_RESPONSE_BYTES);
    }

    /** The node that is asked. */
    public URI node() {
        return node;
    }

    /** The typed reads. */
    public FinesseReads read() {
        return new FinesseReads(this);
    }

    /**
     * Reads what is at a path.
     *
     * @param path as {@link io.connects.finesse.request.Paths} writes them, with a query if need be
     */
    public CompletableFuture<XmlElement> get(String path) {
        return authorised(path, null, "", true).thenApply(reply -> content(path, reply));
    }

    /** Reads how the node is, which needs no credentials. */
    CompletableFuture<XmlElement> getOpenly(String path) {
        return http.send(request(path, null, "").build(), within).thenApply(reply -> content(path, reply));
    }

    /**
     * Sends a request. Completes when Finesse has accepted it, which says nothing of its outcome.
     *
     * @param requestId echoed in notifications if Finesse does so
     * @param system what is known of the node; null when nothing is. What CCX lacks is refused without asking it
     */
    public CompletableFuture<Void> send(Request request, String requestId, @Nullable SystemInfo system) {
        if (request.notOnCcx() != null && system != null && system.isCcx()) {
            return CompletableFuture.failedFuture(
                    new PeerRefusedException(request.name(), "Not Implemented", request.notOnCcx(), false));
        }
        return authorised(request.path(), request, requestId, true).thenApply(reply -> accepted(request.name(), reply));
    }

    /** @param mayRepeat whether a token that was refused may be followed by another */
    private CompletableFuture<HttpReply> authorised(
            String path, @Nullable Request request, String requestId, boolean mayRepeat) {
        return identity.secret().thenCompose(secret -> {
            var asked = request(path, request, requestId)
                    .header("Authorization", identity.header(secret))
                    .build();
            return http.send(asked, within).thenCompose(reply -> {
                if (reply.status() != 401 || isOfPermission(reply)) {
                    return CompletableFuture.completedFuture(reply);
                }
                return identity.refused(secret) && mayRepeat
                        ? authorised(path, request, requestId, false)
                        : CompletableFuture.failedFuture(identity.refusal());
            });
        });
    }

    /** A 401 that is about what one may do, and not about who one is. */
    private boolean isOfPermission(HttpReply reply) {
        ApiErrors errors = errors(reply);
        return errors != null && !errors.type().isEmpty() && !errors.type().equals("Authorization Failure");
    }

    private okhttp3.Request.Builder request(String path, @Nullable Request request, String requestId) {
        HttpUrl url = base.resolve(path);
        if (url == null) {
            throw new IllegalArgumentException("path: is none");
        }
        var builder = new okhttp3.Request.Builder().url(url).header("Accept", "application/xml");
        if (request != null) {
            builder.method(request.method().name(), RequestBody.create(XmlWriter.write(request.body()), XML));
            if (!requestId.isEmpty()) {
                builder.header(REQUEST_ID, requestId);
            }
        }
        return builder;
    }

    private XmlElement content(String what, HttpReply reply) {
        Void unused = accepted(what, reply);
        if (reply.body().length == 0) {
            throw new ProtocolViolationException(what + ": an answer without content", 0, reply.body());
        }
        XmlElement element = reader.read(reply.body());
        if (element.name().equalsIgnoreCase("html")) {
            throw new ProtocolViolationException(
                    what + ": a page of HTML instead of data: " + HtmlPage.words(reply.body()), 0, reply.body());
        }
        return element;
    }

    @SuppressWarnings("NullAway") // the value of a CompletableFuture<Void>
    private Void accepted(String what, HttpReply reply) {
        if (reply.successful()) {
            return null;
        }
        ApiErrors errors = errors(reply);
        boolean passes = reply.status() == 503 || reply.status() == 500;
        if (errors != null) {
            throw new PeerRefusedException(what, errors.type(), errors.words(), passes);
        }
        String words = reply.body().length > 0 && HtmlPage.is(reply.body()) ? HtmlPage.words(reply.body()) : "";
        throw new PeerRefusedException(what, "HTTP " + reply.status(), words, passes);
    }

    /** Null when the body is something else. */
    private @Nullable ApiErrors errors(HttpReply reply) {
        try {
            XmlElement element = reply.body().length == 0 ? null : reader.read(reply.body());
            return element != null && ErrorsXml.is(element) ? ErrorsXml.read(element) : null;
        } catch (ProtocolViolationException e) {
            // A page of HTML, or nothing that anybody can read: the status says enough.
            return null;
        }
    }
}
