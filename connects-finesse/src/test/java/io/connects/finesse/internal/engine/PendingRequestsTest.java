package io.connects.finesse.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.ClosedException;
import io.connects.core.NoAnswerException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.finesse.codec.UserXml;
import io.connects.finesse.internal.engine.PendingRequests.Effect;
import io.connects.finesse.message.ApiError;
import io.connects.finesse.message.ApiErrors;
import io.connects.finesse.message.MediaSignIn;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.Payload;
import io.connects.finesse.request.MediaRequests;
import io.connects.finesse.request.OtherRequests;
import io.connects.finesse.request.Request;
import io.connects.finesse.request.UserRequests;
import io.connects.finesse.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PendingRequestsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String USER = "/finesse/api/User/1001";
    private static final String MEDIA = USER + "/Media/5003";
    private static final Request READY = UserRequests.ready("1001");

    private final PendingRequests pending = new PendingRequests(Duration.ofSeconds(20), Duration.ofSeconds(5));

    private static Payload user(String state) {
        return UserXml.read(XmlElement.named("User").add("state", state).build());
    }

    private static Notification state(String state, String requestId) {
        return new Notification("PUT", USER, requestId, user(state));
    }

    private static Notification error(String source, String requestId, String data) {
        return new Notification(
                "PUT",
                source,
                requestId,
                new ApiErrors(
                        List.of(new ApiError("Invalid State", "CF_INVALID_OBJECT_STATE", data, "", null, List.of()))));
    }

    private void underWay(long number, Request request) {
        assertThat(pending.submit(number, request, 0)).containsExactly(new Effect.Send(number, request));
        assertThat(pending.accepted(number, 0)).isEmpty();
    }

    private static void refused(List<Effect> effects, long number, String code) {
        assertThat(effects).first().isInstanceOfSatisfying(Effect.Failed.class, failed -> {
            assertThat(failed.number()).isEqualTo(number);
            assertThat(((PeerRefusedException) failed.why()).code()).isEqualTo(code);
        });
    }

    @Test
    void acceptance_is_no_outcome() {
        underWay(1, READY);
        assertThat(pending.told(state("NOT_READY", ""), SECOND)).isEmpty();
        assertThat(pending.told(state("READY", ""), 2 * SECOND)).containsExactly(new Effect.Done(1));
        assertThat(pending.nextDeadline()).isEmpty();
    }

    @Test
    void what_was_accepted_is_looked_at_once_everything_was_read_anew() {
        assertThat(pending.submit(1, READY, 0)).containsExactly(new Effect.Send(1, READY));
        assertThat(pending.resynced()).as("not accepted yet").isEmpty();
        assertThat(pending.accepted(1, 0)).isEmpty();
        assertThat(pending.resynced()).containsExactly(new Effect.Look(1, USER));
        assertThat(pending.looked(1, user("READY"), SECOND)).containsExactly(new Effect.Done(1));
        assertThat(pending.resynced()).isEmpty();
    }

    @Test
    void the_next_event_is_not_taken_for_the_answer() {
        underWay(1, READY);
        Notification other = new Notification("PUT", "/finesse/api/User/1002", "", user("READY"));
        assertThat(pending.told(other, SECOND)).isEmpty();
    }

    @Test
    void the_requests_own_id_is_enough() {
        underWay(1, READY);
        assertThat(pending.told(state("TALKING", PendingRequests.id(1)), SECOND))
                .containsExactly(new Effect.Done(1));
    }

    @Test
    void an_error_with_our_id_or_none_from_our_object_is_ours() {
        underWay(1, READY);
        refused(pending.told(error("/finesse/api/Dialog/7", PendingRequests.id(1), "22"), SECOND), 1, "Invalid State");
        underWay(2, READY);
        refused(pending.told(error(USER, "", "22"), SECOND), 2, "Invalid State");
    }

    @Test
    void an_error_of_somebody_elses_request_is_not_ours() {
        underWay(1, READY);
        assertThat(pending.told(error(USER, "connects-99", "22"), SECOND)).isEmpty();
        assertThat(pending.told(error(USER + "/Media/5003", "", "22"), SECOND)).isEmpty();
    }

    @Test
    void already_signed_in_to_a_domain_is_done() {
        Request signIn = MediaRequests.signIn(
                "1001", "5003", new MediaSignIn(3, MediaSignIn.InterruptAction.ACCEPT, MediaSignIn.LogoutAction.CLOSE));
        underWay(1, signIn);
        assertThat(pending.told(error(MEDIA, "", "1"), SECOND)).containsExactly(new Effect.Done(1));
    }

    @Test
    void of_one_object_one_is_under_way_at_a_time() {
        Request notReady = UserRequests.notReady("1001", "17");
        underWay(1, READY);
        assertThat(pending.submit(2, notReady, SECOND)).isEmpty();
        Request other = UserRequests.ready("1002");
        assertThat(pending.submit(3, other, SECOND)).containsExactly(new Effect.Send(3, other));
        assertThat(pending.told(state("READY", ""), 2 * SECOND))
                .containsExactly(new Effect.Done(1), new Effect.Send(2, notReady));
    }

    @Test
    void one_that_was_refused_at_once_lets_the_next_go() {
        assertThat(pending.submit(1, READY, 0)).hasSize(1);
        assertThat(pending.submit(2, READY, 0)).isEmpty();
        var why = new PeerRefusedException("READY", "Invalid Input", "", false);
        assertThat(pending.failed(1, why, SECOND))
                .containsExactly(new Effect.Failed(1, why), new Effect.Send(2, READY));
        var unreachable = new PeerUnreachableException("gone", null);
        assertThat(pending.failed(2, unreachable, SECOND)).containsExactly(new Effect.Failed(2, unreachable));
    }

    @Test
    void when_nothing_is_told_the_object_is_looked_at() {
        underWay(1, READY);
        assertThat(pending.nextDeadline()).hasValue(5 * SECOND);
        assertThat(pending.tick(5 * SECOND)).containsExactly(new Effect.Look(1, USER));
        assertThat(pending.looked(1, user("NOT_READY"), 6 * SECOND)).isEmpty();
        assertThat(pending.nextDeadline()).hasValue(20 * SECOND);
        assertThat(pending.tick(20 * SECOND)).containsExactly(new Effect.Look(1, USER));
        assertThat(pending.looked(1, user("READY"), 21 * SECOND)).containsExactly(new Effect.Done(1));
    }

    @Test
    void at_the_deadline_nobody_knows() {
        underWay(1, READY);
        assertThat(pending.tick(5 * SECOND)).hasSize(1);
        assertThat(pending.looked(1, null, 6 * SECOND)).isEmpty();
        assertThat(pending.tick(20 * SECOND)).containsExactly(new Effect.Look(1, USER));
        assertThat(pending.looked(1, user("NOT_READY"), 21 * SECOND))
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Failed.class,
                        failed -> assertThat(failed.why())
                                .isInstanceOf(NoAnswerException.class)
                                .hasMessageContaining("READY of 1001"));
    }

    @Test
    void a_look_without_an_answer_ends_too() {
        underWay(1, READY);
        assertThat(pending.tick(20 * SECOND)).hasSize(1);
        assertThat(pending.tick(25 * SECOND)).singleElement().isInstanceOf(Effect.Failed.class);
    }

    @Test
    void a_request_that_may_have_arrived_is_looked_for_and_not_sent_again() {
        assertThat(pending.submit(1, READY, 0)).hasSize(1);
        assertThat(pending.failed(1, new NoAnswerException("cut", null), SECOND))
                .containsExactly(new Effect.Look(1, USER));
        assertThat(pending.looked(1, user("READY"), SECOND)).containsExactly(new Effect.Done(1));
    }

    @Test
    void where_acceptance_is_all_it_is_done_when_accepted() {
        Request log = OtherRequests.clientLog("1001", "x");
        assertThat(pending.submit(1, log, 0)).containsExactly(new Effect.Send(1, log));
        assertThat(pending.accepted(1, SECOND)).containsExactly(new Effect.Done(1));
    }

    @Test
    void closing_ends_all_that_waits() {
        underWay(1, READY);
        assertThat(pending.submit(2, READY, 0)).isEmpty();
        var why = new ClosedException("the session");
        assertThat(pending.close(why)).containsExactly(new Effect.Failed(1, why), new Effect.Failed(2, why));
        assertThat(pending.nextDeadline()).isEmpty();
    }
}
