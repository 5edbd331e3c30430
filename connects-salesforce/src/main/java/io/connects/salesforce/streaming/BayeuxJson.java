package io.connects.salesforce.streaming;

import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.internal.Json;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cometd.bayeux.Message;
import org.cometd.common.HashMapMessage;
import org.cometd.common.JSONContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes Bayeux messages. Whatever is read has the shape that the CometD client relies on without looking, so that a hostile or
 * broken server gets a clear fault instead of an exception half-way through the client's states.
 */
final class BayeuxJson implements JSONContext.Client {
    private static final int MAX_MESSAGES = 100_000;
    private static final double MAX_ADVICE_MILLIS = 86_400_000;
    private static final Set<String> RECONNECT = Set.of("retry", "handshake", "none");

    /** @throws ProtocolViolationException when it is not an array of well-formed messages */
    static List<Message.Mutable> messages(byte[] json) {
        Object parsed = Json.parse(json);
        if (!(parsed instanceof List<?> list) || list.size() > MAX_MESSAGES) {
            throw new ProtocolViolationException("not an array of Bayeux messages", 0, json);
        }
        var messages = new ArrayList<Message.Mutable>(list.size());
        for (Object one : list) {
            Map<String, @Nullable Object> fields = Json.object(one);
            if (fields == null) {
                throw malformed("a message that is not an object");
            }
            check(fields);
            var message = new HashMapMessage();
            message.putAll(fields);
            messages.add(message);
        }
        return messages;
    }

    private static void check(Map<String, @Nullable Object> message) {
        if (!(message.get("channel") instanceof String channel)
                || !channel.startsWith("/")
                || channel.length() < 2
                || channel.length() > 255) {
            throw malformed("a message without a channel");
        }
        optional(message, "successful", Boolean.class);
        optional(message, "error", String.class);
        optional(message, "clientId", String.class);
        optional(message, "subscription", String.class);
        optional(message, "ext", Map.class);
        optional(message, "x-messages", Number.class);
        optional(message, "advice", Map.class);
        Map<String, @Nullable Object> advice = Json.object(message.get("advice"));
        if (advice != null) {
            optional(advice, "reconnect", String.class);
            if (advice.get("reconnect") instanceof String reconnect && !RECONNECT.contains(reconnect)) {
                throw malformed("an unknown advice");
            }
            for (String time : List.of("timeout", "interval", "maxInterval")) {
                optional(advice, time, Number.class);
                if (advice.get(time) instanceof Number millis
                        && !(millis.doubleValue() >= 0 && millis.doubleValue() <= MAX_ADVICE_MILLIS)) {
                    throw malformed("an advice with " + time + " out of range");
                }
            }
        }
        if (channel.equals("/meta/handshake") && Boolean.TRUE.equals(message.get("successful"))) {
            if (!(message.get("clientId") instanceof String)
                    || !(message.get("supportedConnectionTypes") instanceof List<?>)) {
                throw malformed("a handshake reply without clientId or supportedConnectionTypes");
            }
        }
    }

    private static void optional(Map<String, @Nullable Object> from, String name, Class<?> type) {
        Object value = from.get(name);
        if (value != null && !type.isInstance(value)) {
            throw malformed(name + " of the wrong type");
        }
    }

    private static ProtocolViolationException malformed(String what) {
        return new ProtocolViolationException("malformed Bayeux message: " + what, -1, new byte[0]);
    }

    @Override
    public List<Message.Mutable> parse(String json) throws ParseException {
        try {
            return messages(json.getBytes(StandardCharsets.UTF_8));
        } catch (ProtocolViolationException e) {
            throw (ParseException) new ParseException(String.valueOf(e.getMessage()), 0).initCause(e);
        }
    }

    @Override
    public String generate(Message.Mutable message) {
        return new String(Json.write(message), StandardCharsets.UTF_8);
    }

    @Override
    public JSONContext.Parser getParser() {
        return new JSONContext.Parser() {
            @Override
            public <R> R parse(Reader reader, Class<R> type) throws ParseException {
                try {
                    var text = new StringWriter();
                    reader.transferTo(text);
                    Object parsed = Json.parse(text.toString().getBytes(StandardCharsets.UTF_8));
                    if (!type.isInstance(parsed)) {
                        throw new ParseException("not a " + type.getSimpleName(), 0);
                    }
                    return type.cast(parsed);
                } catch (IOException | ProtocolViolationException e) {
                    throw (ParseException) new ParseException(String.valueOf(e.getMessage()), 0).initCause(e);
                }
            }
        };
    }

    @Override
    public JSONContext.Generator getGenerator() {
        return value -> new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
