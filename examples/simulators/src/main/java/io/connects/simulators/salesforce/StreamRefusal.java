package io.connects.simulators.salesforce;

import java.util.Map;
import java.util.Optional;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.server.ServerMessage;

/** An error reply of the Streaming API; {@code failureReason} goes to {@code ext.sfdc}, {@code reconnect} to the advice. */
record StreamRefusal(String error, Optional<String> failureReason, Optional<String> reconnect) {
    /** The token of a connected client is no longer good. */
    static final StreamRefusal AUTHENTICATION =
            new StreamRefusal("401::Authentication invalid", Optional.empty(), Optional.of("none"));

    /** The events of the day are used up. */
    static final StreamRefusal EVENT_LIMIT = new StreamRefusal(
            "403::Organization total events daily limit exceeded", Optional.empty(), Optional.of("none"));

    /** The error says one thing, the reason another, as the Streaming API's documentation has it for a busy server. */
    static final StreamRefusal MISLEADING = new StreamRefusal(
            "401::Authentication invalid", Optional.of("503::Server is too busy"), Optional.of("none"));

    static StreamRefusal handshake(String reason) {
        return new StreamRefusal("403::Handshake denied", Optional.of(reason), Optional.of("none"));
    }

    static StreamRefusal subscribe(String error) {
        return new StreamRefusal(error, Optional.empty(), Optional.empty());
    }

    void write(ServerMessage.Mutable reply) {
        reply.setSuccessful(false);
        reply.put(Message.ERROR_FIELD, error);
        failureReason.ifPresent(reason -> reply.getExt(true).put("sfdc", Map.of("failureReason", reason)));
        reconnect.ifPresent(value -> {
            Map<String, Object> advice = reply.getAdvice(true);
            advice.put(Message.RECONNECT_FIELD, value);
            advice.put(Message.INTERVAL_FIELD, 0);
        });
    }
}
