package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What users of other clients have complained of, about sessions that end. The numbers are those of the projects' issues. */
@Timeout(60)
final class SessionComplaintsTest {
    private final MemoryStream stream = new MemoryStream();

    @Test
    void emp_connector_4_events_arrive_after_hours_without_one() {
        stream.publish(1);
        stream.hours(20);
        stream.publish(2);
        assertThat(stream.heard).containsExactly(1, 2);
        assertThat(stream.org.sessions()).isEqualTo(1);
    }

    @Test
    void emp_connector_13_a_lost_connection_is_reported_with_its_reason() {
        stream.strike(Mishap.OUTAGE);
        assertThat(stream.state).isEqualTo(StreamListener.State.DOWN);
        assertThat(stream.states.get(stream.states.size() - 1)).contains("DOWN PASSING", "connection reset");
    }

    @Test
    void emp_connector_15_a_disconnect_by_the_server_is_followed_by_a_new_session() {
        stream.publish(1);
        stream.strike(Mishap.META_DISCONNECT);
        stream.publish(2);
        stream.seconds(5);
        assertThat(stream.heard).containsExactly(1, 2);
    }

    @Test
    void emp_connector_15_an_unknown_client_that_is_told_to_give_up_does_not() {
        stream.org.refuseNext("/meta/connect", "403::Unknown client", null, "none");
        stream.publish(1);
        stream.seconds(5);
        stream.publish(2);
        assertThat(stream.heard).containsExactly(1, 2);
        assertThat(stream.org.sessions()).isEqualTo(2);
    }

    @Test
    void emp_connector_37_reconnects_leave_no_requests_behind() {
        for (int i = 0; i < 200; i++) {
            stream.strike(i % 2 == 0 ? Mishap.SESSION_KILLED : Mishap.HALF_OPEN_POLL);
            stream.seconds(200);
        }
        assertThat(stream.org.sessions()).isEqualTo(201);
        assertThat(stream.org.requestsOpen()).isEqualTo(1);
    }

    @Test
    void emp_connector_10_reconnects_leave_no_timers_behind() {
        long before = stream.time.waiting();
        for (int i = 0; i < 50; i++) {
            stream.strike(Mishap.SESSION_KILLED);
            stream.seconds(15);
        }
        assertThat(stream.org.sessions()).isEqualTo(51);
        assertThat(stream.time.waiting()).isEqualTo(before);
    }

    @Test
    void emp_connector_40_reconnects_that_fail_are_tried_again() {
        stream.publish(1);
        stream.org.outage(Duration.ofHours(2).toMillis());
        stream.publish(2);
        stream.hours(2);
        stream.seconds(61);
        assertThat(stream.heard).containsExactly(1, 2);
    }

    /** Waiting is the timer's: a client that sleeps would keep this test for hours. */
    @Test
    void camel_salesforce_neither_gives_up_nor_holds_a_thread_in_an_outage_of_twenty_hours() {
        stream.publish(1);
        stream.org.outage(Duration.ofHours(20).toMillis());
        stream.publish(2);
        stream.hours(20);
        stream.seconds(61);
        assertThat(stream.heard).containsExactly(1, 2);
        assertThat(stream.gapless).containsExactly(false, true);
    }

    @Test
    void jsforce_45_an_outage_ends_without_anybody_doing_anything() {
        stream.publish(1);
        stream.org.outage(Duration.ofMinutes(10).toMillis());
        stream.hours(1);
        stream.publish(2);
        assertThat(stream.heard).containsExactly(1, 2);
    }

    @Test
    void camel_kafka_connector_1339_reconnecting_each_minute_loses_nothing_and_does_not_end() {
        stream.publish(0);
        for (int i = 1; i <= 100; i++) {
            stream.org.outage(1_000);
            stream.publish(i);
            stream.seconds(60);
        }
        assertThat(new HashSet<>(stream.heard)).hasSize(101);
        // Again comes only what came with a subscription before any poll was answered.
        assertThat(stream.heard).hasSizeLessThan(101 + 50);
        assertThat(stream.org.asked.subList(1, stream.org.asked.size())).doesNotContain(-1L);
    }

    @Test
    void nforce_pr_159_a_client_that_is_forgotten_every_three_hours_hears_everything() {
        stream.publish(0);
        for (int i = 1; i <= 8; i++) {
            stream.hours(3);
            stream.strike(Mishap.SESSION_KILLED);
            stream.publish(i);
            stream.seconds(5);
        }
        assertThat(stream.heard).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void cometd_1195_and_1246_the_stream_is_down_from_the_end_of_a_session_until_it_is_subscribed_again() {
        stream.strike(Mishap.SESSION_KILLED);
        assertThat(stream.state).isEqualTo(StreamListener.State.DOWN);
        stream.org.refuseNext("/meta/subscribe", "503::Server is too busy.", null, null);
        stream.seconds(10);
        assertThat(stream.states.stream().filter(state -> state.startsWith("LIVE")))
                .as("at first, and after the subscription that was accepted")
                .hasSize(2);
        assertThat(stream.states).anySatisfy(state -> assertThat(state).contains("DOWN", "503"));
    }

    @Test
    void cometd_1249_the_cookies_of_another_user_cost_no_network_delay() {
        stream.publish(1);
        stream.org.refuseNext(
                "/meta/connect", "400::Authenticated user id does not match the session's user id", null, "none");
        stream.publish(2);
        stream.seconds(3);
        assertThat(stream.state).isEqualTo(StreamListener.State.LIVE);
        assertThat(stream.org.sessions()).isEqualTo(2);
        assertThat(stream.org.tokens()).isEqualTo(1);
    }

    @Test
    void cometd_2057_one_end_of_a_session_is_followed_by_one_handshake() {
        stream.strike(Mishap.SESSION_KILLED);
        stream.hours(1);
        assertThat(stream.org.sessions()).isEqualTo(2);
    }

    @Test
    void emp_connector_10_a_slow_listener_makes_the_server_wait_and_not_the_heap_grow() {
        int most = stream.client.options().maxWaitingEvents();
        stream.publish(0);
        stream.hold();
        for (int i = 1; i <= 2 * most; i++) {
            stream.org.publish(i);
            stream.time.pass(200);
        }
        assertThat(stream.org.requestsOpen())
                .as("polls, while as many events wait as may")
                .isZero();
        stream.hours(2);
        stream.release();
        assertThat(stream.heard).hasSize(2 * most + 1).isSorted();
        assertThat(stream.org.sessions()).as("waiting is no silence").isEqualTo(1);
    }
}
