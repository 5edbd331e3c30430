package io.connects.finesse.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.message.Fact;
import io.connects.finesse.message.MediaSignIn;
import io.connects.finesse.request.MediaRequests;
import io.connects.finesse.request.Request;
import io.connects.finesse.request.UserRequests;
import org.junit.jupiter.api.Test;

final class SignInsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Request VOICE = UserRequests.signIn("1001", "2001");
    private static final Request CASES = MediaRequests.signIn(
            "1001", "5003", new MediaSignIn(3, MediaSignIn.InterruptAction.ACCEPT, MediaSignIn.LogoutAction.CLOSE));
    private static final Fact LOGOUT =
            new Fact.UserChanged(PictureTest.user("1001", "READY", 1), PictureTest.user("1001", "LOGOUT", 2));

    private final SignIns signIns = new SignIns("1001");

    @Test
    void media_are_signed_in_to_again_on_another_node_and_voice_is_not() {
        signIns.done(VOICE);
        signIns.done(CASES);
        assertThat(signIns.moved(0)).containsExactly(CASES);
    }

    @Test
    void what_was_signed_out_of_stays_so() {
        signIns.done(VOICE);
        signIns.done(CASES);
        signIns.done(MediaRequests.signOut("1001", "5003", null));
        assertThat(signIns.moved(0)).isEmpty();
        signIns.done(CASES);
        signIns.done(UserRequests.signOut("1001", null, true));
        assertThat(signIns.moved(0)).isEmpty();
        assertThat(signIns.lateLogout(LOGOUT, SECOND)).isEmpty();
    }

    @Test
    void a_logout_soon_after_a_move_is_undone_once() {
        signIns.done(VOICE);
        assertThat(signIns.lateLogout(LOGOUT, 0)).as("no move").isEmpty();
        signIns.moved(0);
        assertThat(signIns.lateLogout(LOGOUT, 180 * SECOND)).contains(VOICE);
        assertThat(signIns.lateLogout(LOGOUT, 181 * SECOND)).isEmpty();
    }

    @Test
    void a_logout_long_after_a_move_or_of_somebody_else_is_left_alone() {
        signIns.done(VOICE);
        signIns.moved(0);
        assertThat(signIns.lateLogout(LOGOUT, 201 * SECOND)).isEmpty();
        Fact other = new Fact.UserChanged(PictureTest.user("1002", "READY", 1), PictureTest.user("1002", "LOGOUT", 2));
        assertThat(signIns.lateLogout(other, SECOND)).isEmpty();
        Fact first = new Fact.UserChanged(null, PictureTest.user("1001", "LOGOUT", 2));
        assertThat(signIns.lateLogout(first, SECOND)).as("found so").isEmpty();
    }
}
