package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.streaming.Fault.Reaction;
import java.io.IOException;
import java.util.Map;
import org.cometd.common.HashMapMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/meta/connect | 401::Authentication invalid | | NEW_TOKEN",
                "/meta/handshake | 403::Handshake denied | 401::Authentication invalid | NEW_TOKEN",
                "/meta/handshake | 403::Handshake denied | 401::Request requires authentication | NEW_TOKEN",
                "/meta/connect | 403::Unknown client | | REOPEN",
                "/meta/connect | 402::session_unknown | | REOPEN",
                "/meta/handshake | 403::Handshake denied | 403::To protect all customers, ... simultaneous connections per server | WAIT",
                "/meta/handshake | 401::Authentication invalid | 503::Server is too busy. | BACK_OFF",
                "/meta/connect | 401::Authentication invalid | 503::Server is too busy. | BACK_OFF",
                "/meta/subscribe | 401::Authentication invalid | 503::Server is too busy. | BACK_OFF",
                "/meta/subscribe | 400::The replayId {5} you provided was invalid. | | REPLAY_INVALID",
                "/meta/subscribe | 400::The replayId for channel {/topic/X} wasn't found using the provided replay ID map {{}} | | REPLAY_INVALID",
                "/meta/subscribe | 400::The channel specified is not valid | | CHANNEL",
                "/meta/subscribe | 403::User not enabled for streaming | | CHANNEL",
                "/meta/subscribe | 403::Subscription limit exceeded for this topic | | CHANNEL",
                "/meta/handshake | 403::Organization concurrent user limit exceeded | | WAIT",
                "/meta/connect | 403::Organization total events daily limit exceeded | | WAIT",
                "/meta/connect | 400::Authenticated user id does not match the session's user id | | REOPEN",
                "/meta/handshake | 403::Handshake denied | 403::User not enabled for streaming | WAIT",
                "/meta/handshake | 403::Handshake denied | 503::Down for maintenance | WAIT",
                "/meta/handshake | 403::Organization total events daily limit exceeded | | WAIT",
                "/meta/subscribe | 403::Organization total events daily limit exceeded | | CHANNEL",
                "/meta/handshake | 403::Handshake denied | 403::Restricted channel | WAIT",
                "/meta/handshake | 403::Handshake denied | | BACK_OFF",
                "/meta/handshake | 400::API version in the URI is not supported | | BACK_OFF",
                "/meta/connect | | | BACK_OFF",
                "/meta/connect | nonsense | | BACK_OFF"
            })
    void reacts_to_each_error_of_the_table(String channel, String error, String failureReason, Reaction reaction) {
        var reply = new HashMapMessage();
        reply.setChannel(channel);
        reply.put("error", error);
        if (failureReason != null) {
            reply.put("ext", Map.of("sfdc", Map.of("failureReason", failureReason)));
        }
        assertThat(Fault.of(reply).reaction()).isEqualTo(reaction);
    }

    @Test
    void reacts_to_failures_of_the_transport() {
        assertThat(transport(Map.of("httpCode", 401))).isEqualTo(Reaction.NEW_TOKEN);
        assertThat(transport(Map.of("httpCode", 403))).isEqualTo(Reaction.WAIT);
        assertThat(transport(Map.of("httpCode", 413))).isEqualTo(Reaction.WAIT);
        assertThat(transport(Map.of("httpCode", 503))).isEqualTo(Reaction.BACK_OFF);
        assertThat(transport(Map.of("httpCode", 504))).isEqualTo(Reaction.BACK_OFF);
        assertThat(transport(Map.of("exception", new IOException("reset")))).isEqualTo(Reaction.BACK_OFF);
        assertThat(transport(Map.of("exception", new ProtocolViolationException("x", 0, new byte[0]))))
                .isEqualTo(Reaction.UNREADABLE);
    }

    private static Reaction transport(Map<String, Object> failure) {
        var reply = new HashMapMessage();
        reply.setChannel("/meta/connect");
        reply.put("failure", failure);
        return Fault.of(reply).reaction();
    }
}
