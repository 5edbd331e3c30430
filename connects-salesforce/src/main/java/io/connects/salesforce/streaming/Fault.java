package io.connects.salesforce.streaming;

import io.connects.core.NotAuthorisedException;
import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.internal.Json;
import io.connects.salesforce.internal.Lasting;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Message;
import org.jspecify.annotations.Nullable;

/**
 * Why streaming failed, and what that calls for. The failure reason counts before the error: when servers are busy the two contradict each
 * other.
 *
 * @see <a href="https://developer.salesforce.com/docs/platform/api-streaming/guide/streaming-error-codes.html">Streaming API error codes</a>
 */
record Fault(Reaction reaction, String text) {
    private static final int MAX_TEXT = 300;
    private static final Pattern REPLAY = Pattern.compile("(?i)replay ?id");
    private static final Pattern UNKNOWN_CLIENT = Pattern.compile("(?i)unknown client|session_unknown|unknown session");
    private static final Pattern OTHER_COOKIES = Pattern.compile("(?i)user id does not match|cookie");
    /** Much time has to pass, whatever the code. */
    private static final Pattern LASTING = Pattern.compile("(?i)limit exceeded|maintenance");

    /** What to do. Every reaction but the last two ends the connection; the next begins with an empty cookie jar. */
    enum Reaction {
        /** Fetch a new token and connect again. */
        NEW_TOKEN,
        /** The server has forgotten us: connect again. */
        REOPEN,
        /** It will pass: connect again after a while. */
        BACK_OFF,
        /** A limit, or somebody has to act: connect again after minutes. */
        WAIT,
        /** The response could not be read; the events in it are lost unless they are replayed. */
        UNREADABLE,
        /** The replay id is not known any more: subscribe from now on, and say that events were missed. */
        REPLAY_INVALID,
        /** This channel cannot be subscribed until somebody acts: the others go on, this one is tried again after minutes. */
        CHANNEL
    }

    Fault {
        text = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    }

    /** What a request failed with that had to succeed before there can be a connection. */
    static Fault ofPrerequisite(Throwable failure) {
        boolean lasting = failure instanceof NotAuthorisedException || Lasting.is(failure);
        return new Fault(lasting ? Reaction.WAIT : Reaction.BACK_OFF, String.valueOf(failure.getMessage()));
    }

    /** Classifies a reply that was not successful. */
    static Fault of(Message reply) {
        Map<String, @Nullable Object> failure = Json.object(reply.get("failure"));
        if (failure != null) {
            return ofTransport(reply.getChannel(), failure);
        }
        Map<String, @Nullable Object> ext = Json.object(reply.get("ext"));
        Map<String, @Nullable Object> sfdc = ext == null ? null : Json.object(ext.get("sfdc"));
        String reason = sfdc == null ? "" : Json.text(sfdc.get("failureReason"));
        String error = Json.text(reply.get("error"));
        String told = reason.isEmpty() ? error : reason;
        boolean subscribing = Channel.META_SUBSCRIBE.equals(reply.getChannel());
        return new Fault(
                reaction(told, subscribing), reply.getChannel() + ": " + (told.isEmpty() ? "no reason" : told));
    }

    private static Reaction reaction(String told, boolean subscribing) {
        String code = told.length() < 3 ? "" : told.substring(0, 3);
        if (code.equals("401")) {
            return Reaction.NEW_TOKEN;
        }
        if (UNKNOWN_CLIENT.matcher(told).find() || OTHER_COOKIES.matcher(told).find()) {
            return Reaction.REOPEN;
        }
        if (code.equals("400") && subscribing && REPLAY.matcher(told).find()) {
            return Reaction.REPLAY_INVALID;
        }
        if (subscribing && (code.equals("400") || code.equals("403") || code.equals("404"))) {
            return Reaction.CHANNEL;
        }
        // A 403 is somebody's to act on, but for the one that gives no reason.
        boolean forbidden = code.equals("403") && !told.equals("403::Handshake denied");
        return forbidden || LASTING.matcher(told).find() ? Reaction.WAIT : Reaction.BACK_OFF;
    }

    private static Fault ofTransport(String channel, Map<String, @Nullable Object> failure) {
        if (failure.get("httpCode") instanceof Integer status) {
            String page = Json.text(failure.get(OkHttpTransport.PAGE));
            String text = channel + ": HTTP " + status
                    + (page.isEmpty() ? "" : " with a page of HTML, from a proxy or an edge server: " + page);
            return switch (status) {
                case 401 -> new Fault(Reaction.NEW_TOKEN, text);
                case 400, 403, 404, 410, 413 -> new Fault(Reaction.WAIT, text);
                default -> new Fault(Reaction.BACK_OFF, text);
            };
        }
        if (failure.get("exception") instanceof ProtocolViolationException unreadable) {
            return new Fault(Reaction.UNREADABLE, channel + ": " + unreadable.getMessage());
        }
        Object exception = failure.get("exception");
        if (exception instanceof IOException broken) {
            return new Fault(
                    Lasting.is(broken) ? Reaction.WAIT : Reaction.BACK_OFF,
                    channel + ": " + (broken.getMessage() == null ? broken : broken.getMessage()));
        }
        return new Fault(Reaction.BACK_OFF, channel + ": " + (exception == null ? "no reply" : exception));
    }
}
