package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the stream does about each error of Salesforce's table, in virtual time with the default options. Every row ends with all events heard,
 * each once, without a gap unless it is said.
 */
@Timeout(60)
final class StreamErrorTableTest {
    private static final String HANDSHAKE = "/meta/handshake";
    private static final String SUBSCRIBE = "/meta/subscribe";

    private final MemoryStream stream = new MemoryStream();

    /** Has the next request of this channel sent: the next poll follows an event, the others a session that ended. */
    private void provoke(String channel) {
        if (channel.equals("/meta/connect")) {
            stream.publish(2);
        } else {
            stream.strike(Mishap.SESSION_KILLED);
            stream.org.publish(2);
        }
    }

    private void meets(String channel, String error, String reason, String advice) {
        stream.publish(1);
        stream.org.refuseNext(channel, error, reason, advice);
        provoke(channel);
    }

    /** Keeps meeting it for an hour. */
    private void meetsForAnHour(String channel, String error, String reason, String advice) {
        stream.publish(1);
        stream.org.refuse(new MemoryRefusal(channel, error, reason, advice));
        provoke(channel);
        stream.hours(1);
        assertThat(stream.state).isEqualTo(StreamListener.State.DOWN);
    }

    private String lastState() {
        return stream.states.get(stream.states.size() - 1);
    }

    private long lastAsked() {
        return stream.org.asked.get(stream.org.asked.size() - 1);
    }

    private void goesOn() {
        stream.org.refuse(null);
        stream.seconds(11 * 60);
        assertThat(stream.state).isEqualTo(StreamListener.State.LIVE);
        stream.publish(3);
        assertThat(stream.heard).containsExactly(1, 2, 3);
        assertThat(stream.gapless).startsWith(false, true).containsOnlyOnce(false);
    }

    /** At once, with a new session that goes on after the last event. */
    private void isLiveAgain(int tokens) {
        stream.seconds(5);
        assertThat(stream.state).isEqualTo(StreamListener.State.LIVE);
        assertThat(stream.org.tokens()).isEqualTo(tokens);
        assertThat(stream.org.asked).doesNotHaveDuplicates().hasSize(2);
        goesOn();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "the token is refused in a poll | /meta/connect | 401::Authentication invalid | | none",
                "the token is refused in a handshake | /meta/handshake | 403::Handshake denied | 401::Authentication invalid | none",
                "no token is seen in a handshake | /meta/handshake | 403::Handshake denied | 401::Request requires authentication | none",
                "the token is refused in a poll, by HTTP | /meta/connect | 401 | | ",
                "the token is refused in a handshake, by HTTP | /meta/handshake | 401 | | ",
            })
    void fetches_one_token_and_begins_a_new_session(
            String row, String channel, String error, String reason, String advice) {
        meets(channel, error, reason, advice);
        isLiveAgain(2);
        assertThat(stream.org.sessions()).isEqualTo(2);
    }

    @Test
    void a_token_that_is_refused_in_a_subscription_is_replaced_and_the_subscription_repeated_in_a_new_session() {
        meets(SUBSCRIBE, "401::Authentication invalid", null, null);
        stream.seconds(5);
        assertThat(stream.org.tokens()).isEqualTo(2);
        assertThat(stream.org.sessions()).isEqualTo(3);
        goesOn();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "the session is forgotten, with the advice to shake hands | /meta/connect | 403::Unknown client | handshake | 2",
                "the session is forgotten, with the advice to give up | /meta/connect | 403::Unknown client | none | 2",
                "the session is forgotten before it is subscribed | /meta/subscribe | 403::Unknown client | handshake | 3",
                "another user's cookies in a poll | /meta/connect | 400::Authenticated user id does not match the session's user id | none | 2",
                "another user's cookies in a subscription | /meta/subscribe | 400::Authenticated user id does not match the session's user id | | 3",
                "no cookie in a subscription | /meta/subscribe | 400::The request has no BAYEUX_BROWSER cookie present | | 3",
            })
    void begins_a_new_session_at_once_with_the_same_token(
            String row, String channel, String error, String advice, int sessions) {
        meets(channel, error, null, advice);
        isLiveAgain(1);
        assertThat(stream.org.sessions()).isEqualTo(sessions);
    }

    @Test
    void a_disconnect_by_the_server_begins_a_new_session_at_once_with_the_same_token() {
        stream.publish(1);
        stream.strike(Mishap.META_DISCONNECT);
        stream.org.publish(2);
        isLiveAgain(1);
    }

    @Test
    void events_that_come_with_the_end_of_a_session_are_heard_even_where_nothing_was_heard_before() {
        stream.org.endWith(1);
        stream.seconds(5);
        stream.publish(2, 3);
        assertThat(stream.heard).containsExactly(1, 2, 3);
        assertThat(stream.org.sessions()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "busy, in a handshake | /meta/handshake | 401::Authentication invalid | 503::Server is too busy. | none",
                "busy, in a poll | /meta/connect | 401::Authentication invalid | 503::Server is too busy. | none",
                "busy, in a subscription | /meta/subscribe | 401::Authentication invalid | 503::Server is too busy. | none",
                "busy, in a handshake that is denied | /meta/handshake | 403::Handshake denied | 503::Server is too busy. | none",
                "denied without a reason | /meta/handshake | 403::Handshake denied | | none",
                "HTTP 500 to a handshake | /meta/handshake | 500 | | ",
                "HTTP 502 to a handshake | /meta/handshake | 502 | | ",
                "HTTP 503 to a poll | /meta/connect | 503 | | ",
                "HTTP 504 to a poll | /meta/connect | 504 | | ",
            })
    void tries_again_later_and_later_up_to_a_minute_and_fetches_no_token(
            String row, String channel, String error, String reason, String advice) {
        meetsForAnHour(channel, error, reason, advice);
        assertThat(lastState()).startsWith("DOWN PASSING " + channel);
        assertThat(stream.org.refused()).isBetween(80, 180);
        assertThat(stream.org.tokens()).isEqualTo(1);
        goesOn();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "too many connections to a server | /meta/handshake | 403::Handshake denied | 403::To protect all customers from excessive use: simultaneous connections per server | none",
                "too many users | /meta/handshake | 403::Organization concurrent user limit exceeded | | none",
                "events of the day, in a handshake | /meta/handshake | 403::Organization total events daily limit exceeded | | none",
                "events of the day, in a poll | /meta/connect | 403::Organization total events daily limit exceeded | | ",
                "the user may not stream | /meta/handshake | 403::Handshake denied | 403::User not enabled for streaming | none",
                "maintenance | /meta/handshake | 403::Handshake denied | 503::Down for maintenance | none",
                "HTTP 403 to a handshake | /meta/handshake | 403 | | ",
                "HTTP 404 to a handshake | /meta/handshake | 404 | | ",
                "HTTP 413 to a poll | /meta/connect | 413 | | ",
            })
    void waits_for_minutes_and_says_that_somebody_may_have_to_act(
            String row, String channel, String error, String reason, String advice) {
        meetsForAnHour(channel, error, reason, advice);
        assertThat(lastState()).startsWith("DOWN LASTING " + channel);
        assertThat(stream.org.refused()).isBetween(6, 25);
        assertThat(stream.org.tokens()).isEqualTo(1);
        goesOn();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no such channel | 400::The channel you requested to subscribe to {/topic/T} does not exist",
                "may not create the channel | 403::Cannot create channel {/topic/T}",
                "no right to the entity | 403::User does not have access to the entity",
                "no right to a field in WHERE | 403::User does not have access to fields referenced in the where clause",
                "the user may not stream | 403::User not enabled for streaming",
                "changes without View All Data | 403::Insufficient permissions to subscribe",
                "a restricted channel | 403::Restricted channel",
                "too many subscribers of the topic | 403::Subscription limit exceeded for this topic",
                "events of the day | 403::Organization total events daily limit exceeded",
            })
    void says_which_channel_is_refused_and_asks_again_in_the_same_session(String row, String error) {
        meetsForAnHour(SUBSCRIBE, error, null, null);
        assertThat(lastState()).startsWith("DOWN LASTING").contains(error);
        assertThat(stream.org.refused()).isBetween(60, 180);
        assertThat(stream.org.sessions()).isEqualTo(2);
        assertThat(stream.org.tokens()).isEqualTo(1);
        goesOn();
        assertThat(stream.org.sessions()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a replay id that is not retained | 400::The replayId {1002} you provided was invalid.  Please provide a valid ID",
                "a replay id that is not found in the map | 400::The replayId for channel {/topic/T} wasn't found using the provided replay ID map {{}}",
                "a replay id in older words | 400::Replay Id not found for channel",
            })
    void subscribes_to_what_is_new_in_the_same_session_and_says_that_something_was_missed(String row, String error) {
        stream.publish(1);
        stream.org.refuseNext(SUBSCRIBE, error, null, null);
        stream.strike(Mishap.SESSION_KILLED);
        stream.seconds(5);
        assertThat(stream.state).isEqualTo(StreamListener.State.LIVE);
        assertThat(lastAsked()).isEqualTo(-1);
        assertThat(stream.gapless).containsExactly(false, false);
        assertThat(stream.org.sessions()).isEqualTo(2);
        stream.publish(2);
        assertThat(stream.heard).containsExactly(1, 2);
    }

    @ParameterizedTest(name = "no answer to {0}")
    @CsvSource({HANDSHAKE, "/meta/connect", SUBSCRIBE})
    void begins_a_new_session_when_nothing_is_answered(String channel) {
        stream.publish(1);
        stream.org.refuse(new MemoryRefusal(channel, "", null, null));
        provoke(channel);
        stream.seconds(300);
        assertThat(stream.state).isEqualTo(StreamListener.State.DOWN);
        assertThat(stream.states).anySatisfy(state -> assertThat(state).contains("no reply to " + channel));
        assertThat(stream.org.refused()).isBetween(2, 12);
        assertThat(stream.org.tokens()).isEqualTo(1);
        goesOn();
    }

    @Test
    void an_answer_that_cannot_be_read_is_asked_for_again() {
        meets("/meta/connect", "{", null, null);
        isLiveAgain(1);
    }

    @Test
    void an_answer_that_cannot_be_read_twice_is_given_up_and_that_is_said() {
        stream.org.refuseNext("/meta/connect", "{", null, null);
        meets("/meta/connect", "{", null, null);
        stream.seconds(5);
        assertThat(stream.state).isEqualTo(StreamListener.State.LIVE);
        assertThat(lastAsked()).isEqualTo(-1);
        assertThat(stream.gapless).last().isEqualTo(false);
    }
}
