package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What users of other clients have complained of, about tokens of streams. The numbers are those of the projects' issues. */
@Timeout(60)
final class TokenComplaintsTest {
    private final MemoryStream stream = new MemoryStream();

    @Test
    void force_rest_api_33_a_token_that_was_renewed_is_what_everybody_gets() {
        stream.strike(Mishap.TOKEN_REFUSED_IN_CONNECT);
        stream.seconds(5);
        CompletableFuture<Secret> token = stream.client.tokens().token();
        assertThat(token.join().reveal()).isEqualTo("token-2");
        assertThat(stream.org.tokens()).isEqualTo(2);
    }

    @Test
    void restforce_957_however_many_need_a_new_token_one_is_fetched() {
        stream.strike(Mishap.TOKEN_REFUSED_IN_CONNECT);
        var all = new ArrayList<CompletableFuture<Secret>>();
        for (int i = 0; i < 10; i++) {
            all.add(stream.client.tokens().token());
        }
        stream.seconds(5);
        assertThat(all).allSatisfy(token -> assertThat(token.join().reveal()).isEqualTo("token-2"));
        assertThat(stream.org.tokens()).isEqualTo(2);
    }

    @Test
    void emp_connector_a_403_is_no_reason_to_fetch_a_token() {
        stream.strike(Mishap.SESSION_KILLED);
        stream.seconds(5);
        stream.org.refuseNext("/meta/handshake", "403::Organization concurrent user limit exceeded", null, "none");
        stream.strike(Mishap.SESSION_KILLED);
        stream.seconds(5);
        assertThat(stream.states.get(stream.states.size() - 1)).contains("DOWN LASTING", "concurrent user limit");
        stream.seconds(600);
        assertThat(stream.state).isEqualTo(StreamListener.State.LIVE);
        assertThat(stream.org.tokens()).isEqualTo(1);
    }

    @Test
    void emp_connector_a_busy_server_is_left_alone_longer_and_longer_and_asked_for_no_token() {
        stream.strike(Mishap.BUSY_WITH_MISLEADING_401);
        stream.hours(1);
        assertThat(stream.state).isEqualTo(StreamListener.State.LIVE);
        assertThat(stream.org.tokens()).isEqualTo(1);
        assertThat(stream.org.happened.get(Mishap.BUSY_WITH_MISLEADING_401)).isBetween(1, 60);
    }
}
