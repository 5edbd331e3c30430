package io.connects.sso.internal;

import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.core.http.HtmlPage;
import io.connects.core.http.HttpReply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** What answers of IdS and Finesse say that are not the tokens asked for. Nothing that was sent in secret comes back in a message. */
public final class Answers {
    private static final int MAX_WORDS = 300;

    /** RFC 6749 section 5.2: who asks, or what he brings, is not good. */
    private static final Set<String> NOT_AUTHORISED =
            Set.of("invalid_client", "invalid_grant", "unauthorized_client", "access_denied", "invalid_token");

    /** RFC 6749 section 4.1.2.1. */
    private static final Set<String> PASSING = Set.of("server_error", "temporarily_unavailable");

    private Answers() {}

    /**
     * What a reply that is not successful means.
     *
     * @param what was asked, for the message
     * @param sent what must not come back in words of the server's
     */
    public static ConnectsException refusal(String what, HttpReply reply, List<Secret> sent) {
        int status = reply.status();
        if (status >= 300 && status < 400) {
            return browserNeeded(what);
        }
        Json json = Json.of(reply.body());
        String code = json == null || json.text("error").isEmpty() ? "HTTP " + status : json.text("error");
        String said = json == null ? words(reply.body()) : json.text("error_description");
        if (status == 401 || status == 403 || (status == 400 && NOT_AUTHORISED.contains(code))) {
            return notAuthorised(what, code, said, sent);
        }
        boolean passes = status == 408 || status == 429 || status >= 500 || PASSING.contains(code);
        return new PeerRefusedException(what, clean(code, sent), clean(said, sent), passes);
    }

    /**
     * What a reply gives.
     *
     * @param read for the body of a successful one
     * @throws ConnectsException as {@link #refusal(String, HttpReply, List)} tells, or the reader
     */
    public static <T> T read(String what, HttpReply reply, List<Secret> sent, Function<byte[], T> read) {
        if (!reply.successful()) {
            throw refusal(what, reply, sent);
        }
        if (HtmlPage.is(reply.body())) {
            throw browserNeeded(what);
        }
        return read.apply(reply.body());
    }

    /** What an OAuth error that came with a redirect means. */
    public static ConnectsException refusal(String what, String code, String said) {
        return NOT_AUTHORISED.contains(code)
                ? notAuthorised(what, code, said, List.of())
                : new PeerRefusedException(
                        what, clean(code, List.of()), clean(said, List.of()), PASSING.contains(code));
    }

    private static NotAuthorisedException notAuthorised(String what, String code, String said, List<Secret> sent) {
        String words = clean(said, sent);
        return new NotAuthorisedException(
                what + " is not authorised: " + clean(code, sent) + (words.isEmpty() ? "" : " (" + words + ")"), null);
    }

    /** The server wants a person to sign in at the identity provider: it redirects there, or shows a page that does. */
    public static NotAuthorisedException browserNeeded(String what) {
        return new NotAuthorisedException(
                what + ": the server sends the user to sign in, which takes a browser and not a program", null);
    }

    /** A failure of the transport without bytes that may be a part of a token. */
    public static Throwable withoutBytes(String what, Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof ProtocolViolationException ? unusable(what, "is too long") : cause;
    }

    /** An answer that cannot be used; none of its bytes are kept. */
    public static ProtocolViolationException unusable(String what, String why) {
        return new ProtocolViolationException("the answer to " + what + " " + why, -1, new byte[0]);
    }

    /** What a future failed with, without the wrapping of its stages. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String words(byte[] body) {
        return HtmlPage.is(body) ? HtmlPage.words(body) : "";
    }

    private static String clean(String words, List<Secret> sent) {
        String clean = words;
        for (Secret secret : sent) {
            clean = clean.replace(secret.reveal(), "****")
                    .replace(URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8), "****");
        }
        clean = clean.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return clean.length() <= MAX_WORDS ? clean : clean.substring(0, MAX_WORDS) + "…";
    }
}
