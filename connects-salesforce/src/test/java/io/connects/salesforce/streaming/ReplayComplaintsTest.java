package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What users of other clients have complained of, about replay ids and subscriptions. The numbers are those of the projects' issues. */
@Timeout(60)
final class ReplayComplaintsTest {
    private final MemoryStream stream = new MemoryStream();

    private long lastAsked() {
        return stream.org.asked.get(stream.org.asked.size() - 1);
    }

    private void forgetAndKill() {
        stream.publish(1);
        stream.org.forgetAll();
        stream.strike(Mishap.SESSION_KILLED);
        stream.seconds(5);
    }

    @Test
    void emp_connector_14_an_invalid_replay_id_does_not_end_the_stream() {
        forgetAndKill();
        stream.publish(2);
        assertThat(stream.heard).containsExactly(1, 2);
    }

    @Test
    void camel_17195_an_invalid_replay_id_is_followed_by_a_subscription_to_what_is_new() {
        forgetAndKill();
        assertThat(stream.org.asked).containsExactly(-1L, stream.org.lastReplayId(), -1L);
        assertThat(stream.state).isEqualTo(StreamListener.State.LIVE);
    }

    @Test
    void camel_15904_the_older_words_for_an_invalid_replay_id_are_known_too() {
        stream.publish(1);
        stream.org.refuseNext("/meta/subscribe", "400::Replay Id not found for channel", null, null);
        stream.strike(Mishap.SESSION_KILLED);
        stream.seconds(5);
        stream.publish(2);
        assertThat(stream.heard).containsExactly(1, 2);
        assertThat(stream.gapless).containsExactly(false, false);
    }

    @Test
    void cometd_netcore_salesforce_20_an_old_replay_id_is_not_passed_over_in_silence() {
        forgetAndKill();
        assertThat(stream.gapless).containsExactly(false, false);
    }

    @Test
    void jsforce_1709_an_unknown_client_with_an_expired_id_is_told_of_the_gap_and_goes_on() {
        stream.publish(1);
        stream.org.forgetAll();
        stream.org.refuseNext("/meta/connect", "403::Unknown client", null, "handshake");
        stream.seconds(120);
        stream.publish(2);
        assertThat(stream.gapless).containsExactly(false, false);
        assertThat(stream.heard).containsExactly(1, 2);
    }

    @Test
    void cometd_netcore_salesforce_22_and_camel_salesforce_each_subscription_asks_for_what_follows_the_last_event() {
        for (int i = 1; i <= 5; i++) {
            stream.publish(i);
            stream.strike(Mishap.SESSION_KILLED);
            stream.seconds(30);
            assertThat(lastAsked()).isEqualTo(stream.org.lastReplayId());
        }
        assertThat(stream.heard).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void cometd_netcore_salesforce_16_messages_arrive_after_another_handshake() {
        stream.strike(Mishap.SESSION_KILLED);
        stream.seconds(5);
        stream.publish(1);
        assertThat(stream.heard).containsExactly(1);
    }

    @Test
    void camel_salesforce_streams_of_one_channel_have_positions_of_their_own() {
        var other = new MemoryStream();
        stream.publish(1);
        other.publish(1, 2, 3);
        stream.strike(Mishap.SESSION_KILLED);
        stream.seconds(5);
        assertThat(lastAsked()).isEqualTo(stream.org.lastReplayId());
        assertThat(other.org.lastReplayId()).isGreaterThan(stream.org.lastReplayId());
    }

    /** Subscribed with the filter, and replayed by the name of the topic alone. */
    @Test
    void emp_connector_41_a_filtered_topic_goes_on_after_the_last_event() {
        var filtered = new MemoryStream(MemoryOrg.CHANNEL + "?Status='Not new'&Pr%20=\u00e4~1");
        filtered.publish(1);
        filtered.strike(Mishap.SESSION_KILLED);
        filtered.publish(2);
        filtered.seconds(5);
        assertThat(filtered.heard).containsExactly(1, 2);
        assertThat(filtered.org.asked).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void jsforce_1061_a_refused_subscription_of_a_filtered_topic_is_tried_again() {
        var filtered = new MemoryStream(MemoryOrg.CHANNEL + "?Status=New");
        filtered.publish(1);
        filtered.org.refuseNext("/meta/subscribe", "403::User not enabled for streaming", null, null);
        filtered.strike(Mishap.SESSION_KILLED);
        filtered.publish(2);
        filtered.seconds(120);
        assertThat(filtered.heard).containsExactly(1, 2);
        assertThat(filtered.org.sessions()).isEqualTo(2);
    }

    @Test
    void jsforce_1061_a_refused_subscription_is_reported_and_tried_again() {
        stream.publish(1);
        stream.org.refuseNext("/meta/subscribe", "403::User not enabled for streaming", null, null);
        stream.strike(Mishap.SESSION_KILLED);
        stream.seconds(5);
        assertThat(stream.states.get(stream.states.size() - 1))
                .contains("DOWN LASTING", "User not enabled for streaming");
        stream.publish(2);
        stream.seconds(120);
        assertThat(stream.heard).containsExactly(1, 2);
    }

    @Test
    void emp_connector_39_and_41_the_replay_id_comes_with_the_subscription_after_a_refused_token() {
        stream.publish(1);
        stream.strike(Mishap.TOKEN_REFUSED_IN_CONNECT);
        stream.seconds(5);
        assertThat(lastAsked()).isEqualTo(stream.org.lastReplayId());
    }

    @Test
    void ballerina_library_8807_a_new_token_neither_loses_nor_repeats_events() {
        stream.publish(1, 2);
        stream.strike(Mishap.TOKEN_REFUSED_IN_CONNECT);
        stream.publish(3);
        stream.seconds(5);
        assertThat(stream.heard).containsExactly(1, 2, 3);
    }
}
