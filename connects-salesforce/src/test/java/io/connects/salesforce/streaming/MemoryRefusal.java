package io.connects.salesforce.streaming;

import io.connects.core.ProtocolViolationException;
import java.util.Map;
import org.cometd.bayeux.Message;
import org.cometd.common.TransportException;

/**
 * Said by a {@link MemoryOrg} instead of its own reply to a request of this channel.
 *
 * @param error as Salesforce words it; a number alone is a status of HTTP without a message, a brace an answer that cannot be read, and an
 *     empty one no answer at all
 * @param failureReason null for none
 * @param reconnect the advice; null for none
 */
record MemoryRefusal(String channel, String error, String failureReason, String reconnect) {
    void answer(MemoryTransport.Exchange exchange, Message request) {
        if (error.matches("\\d+")) {
            exchange.fail(new TransportException(Map.of("httpCode", Integer.parseInt(error))));
        } else if (error.equals("{")) {
            exchange.fail(new ProtocolViolationException("as told", 0, new byte[0]));
        } else if (!error.isEmpty()) {
            exchange.reply(reply(request, error, failureReason, reconnect));
        }
    }

    static Map<String, Object> reply(Message request, String error, String failureReason, String reconnect) {
        Map<String, Object> reply = MemoryTransport.reply(request, false);
        reply.put("error", error);
        if (failureReason != null) {
            reply.put("ext", Map.of("sfdc", Map.of("failureReason", failureReason)));
        }
        if (reconnect != null) {
            reply.put("advice", Map.of("reconnect", reconnect, "interval", 0));
        }
        return reply;
    }
}
