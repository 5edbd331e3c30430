package io.connects.examples.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.Secret;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseListener;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.FinesseSession;
import io.connects.finesse.message.AgentState;
import io.connects.finesse.message.Fact;
import io.connects.finesse.request.DialogRequests;
import io.connects.finesse.request.Request;
import io.connects.finesse.request.UserRequests;
import io.connects.simulators.finesse.AsyncError;
import io.connects.simulators.finesse.FinesseAgent;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.finesse.FinesseSide;
import io.connects.simulators.finesse.FinesseTeam;
import io.connects.simulators.finesse.UserState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session at a simulated pair of Finesse servers, over TLS. */
@Timeout(120)
final class FinesseSessionTest implements FinesseListener {
    enum Transport {
        WEB_SOCKET,
        BOSH
    }

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> states = new CopyOnWriteArrayList<>();
    private final FinessePair pair = new FinessePair(io.connects.simulators.finesse.FinesseOptions.builder()
                    .team(new FinesseTeam(7, "Support"))
                    .agent(FinesseAgent.builder("1001", "secret-1001")
                            .extension("2001")
                            .team(7)
                            .build())
                    .build())
            .start();
    private final URI a = pair.a().rest().resolve("/");
    private final URI b = pair.b().rest().resolve("/");
    private FinesseSession session;

    private FinesseOptions.Builder options(Transport transport) {
        var builder = FinesseOptions.builder()
                .nodes(a, b)
                .credentials(new FinesseCredentials.Password("1001", pair.password("1001")))
                .trustFiles(List.of(pair.authorityPem()))
                .own(true, false)
                .askAgain(Duration.ofMillis(300))
                .outcomeTimeout(Duration.ofSeconds(8));
        return transport == Transport.BOSH
                ? builder.notifications(pair.a().bosh(), pair.b().bosh())
                : builder.notifications(pair.a().webSocket(), pair.b().webSocket());
    }

    private void open(Transport transport) {
        session = FinesseSession.open(options(transport).build(), this);
        eventually("live " + a);
    }

    @AfterEach
    void stop() {
        if (session != null) {
            session.close();
        }
        pair.close();
    }

    @Override
    public void fact(Fact fact) {
        if (fact instanceof Fact.UserChanged user) {
            states.add(user.now().state().value());
        } else if (fact instanceof Fact.DialogAdded dialog) {
            told.add("added " + dialog.now().id());
        } else if (fact instanceof Fact.DialogRemoved dialog) {
            told.add("removed " + dialog.last().id());
        }
    }

    @Override
    public void live(URI node, boolean moved) {
        told.add("live " + node + (moved ? " moved" : ""));
    }

    @Override
    public void stale(String why) {
        told.add("stale " + why);
    }

    @Override
    public void signedInAgain() {
        told.add("signed in again");
    }

    @Override
    public void stopped(String why) {
        told.add("stopped " + why);
    }

    private void eventually(String what) {
        await(what + " in " + told)
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(told).anyMatch(line -> line.startsWith(what)));
    }

    private void perform(Request request) {
        done(session.perform(request));
    }

    private static void done(CompletableFuture<?> future) {
        try {
            future.orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ConnectsException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_agent_signs_in_is_called_answers_and_signs_out(Transport transport) {
        open(transport);
        perform(UserRequests.signIn("1001", "2001"));
        assertThat(pair.state("1001")).isEqualTo(UserState.NOT_READY);
        perform(UserRequests.ready("1001"));
        assertThat(pair.state("1001")).isEqualTo(UserState.READY);
        String call = pair.ring("1001", "4989123", Map.of("callVariable1", "a < b & c"));
        eventually("added " + call);
        perform(DialogRequests.answer(call, "2001"));
        assertThat(session.dialogs().join())
                .singleElement()
                .satisfies(dialog ->
                        assertThat(dialog.mediaProperties().variables()).containsEntry("callVariable1", "a < b & c"));
        perform(DialogRequests.hold(call, "2001"));
        perform(DialogRequests.retrieve(call, "2001"));
        pair.hangUpOutside(call);
        eventually("removed " + call);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(session.users().join())
                        .singleElement()
                        .satisfies(user -> assertThat(user.state()).isEqualTo(AgentState.READY)));
        perform(UserRequests.notReady("1001", null));
        perform(UserRequests.signOut("1001", null, false));
        assertThat(pair.state("1001")).isEqualTo(UserState.LOGOUT);
        assertThat(states).contains("NOT_READY", "READY", "LOGOUT");
    }

    @Test
    void an_outcome_that_is_an_error_fails_the_request_in_the_servers_words() {
        open(Transport.WEB_SOCKET);
        perform(UserRequests.signIn("1001", "2001"));
        pair.faults().refuseLater(1, AsyncError.INVALID_OBJECT_STATE);
        assertThatThrownBy(() -> perform(UserRequests.ready("1001")))
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("CF_INVALID_OBJECT_STATE");
    }

    @Test
    void an_outcome_that_was_not_told_is_looked_for() {
        open(Transport.WEB_SOCKET);
        perform(UserRequests.signIn("1001", "2001"));
        pair.faults().dropEvents(1);
        perform(UserRequests.ready("1001"));
        pair.faults().forgetOutcomes(1);
        assertThatThrownBy(() -> perform(UserRequests.notReady("1001", null))).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void nothing_is_sent_before_a_node_was_found() {
        pair.faults().kill(FinesseSide.A);
        pair.faults().kill(FinesseSide.B);
        session = FinesseSession.open(options(Transport.WEB_SOCKET).build(), this);
        assertThatThrownBy(() -> perform(UserRequests.ready("1001"))).isInstanceOf(PeerUnreachableException.class);
        pair.faults().revive(FinesseSide.B);
        eventually("live " + b);
    }

    enum Trouble {
        OUT_OF_SERVICE,
        NODE_DEAD,
        NODE_HUNG,
        PRESENCE_GONE
    }

    @ParameterizedTest
    @EnumSource
    void moves_to_the_other_node_and_stays_there(Trouble trouble) {
        open(Transport.WEB_SOCKET);
        perform(UserRequests.signIn("1001", "2001"));
        perform(UserRequests.ready("1001"));
        switch (trouble) {
            case OUT_OF_SERVICE -> pair.faults().outOfService(FinesseSide.A, true);
            case NODE_DEAD -> pair.faults().kill(FinesseSide.A);
            case NODE_HUNG -> {
                pair.faults().hang(FinesseSide.A, true);
                pair.faults().killSessions(FinesseSide.A);
            }
            case PRESENCE_GONE -> {
                pair.faults().failHeartbeat(FinesseSide.A, true);
                pair.faults().hideFinesse(FinesseSide.A, true);
            }
        }
        eventually("stale ");
        eventually("live " + b + " moved");
        perform(UserRequests.ready("1001"));
        assertThat(pair.state("1001")).isEqualTo(UserState.READY);
        assertThat(pair.ledger().everOnBothNodes()).isEmpty();
    }

    @Test
    void planned_maintenance_moves_it_early() {
        open(Transport.WEB_SOCKET);
        pair.faults().maintenance(FinesseSide.A, true, false);
        eventually("live " + b + " moved");
        assertThat(told).anyMatch(line -> line.startsWith("stale moving"));
    }

    @Test
    void sessions_that_are_killed_come_back_on_the_same_node() {
        open(Transport.BOSH);
        pair.faults().killSessions(FinesseSide.A);
        eventually("stale ");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told)
                        .filteredOn(line -> line.equals("live " + a))
                        .hasSize(2));
    }

    @Test
    void what_was_missed_while_it_was_away_is_told_when_it_is_back() {
        open(Transport.WEB_SOCKET);
        perform(UserRequests.signIn("1001", "2001"));
        pair.faults().refuseXmpp(FinesseSide.A, true);
        pair.faults().refuseXmpp(FinesseSide.B, true);
        pair.faults().killSessions(FinesseSide.A);
        eventually("stale ");
        pair.setState("1001", UserState.READY, -1);
        pair.faults().refuseXmpp(FinesseSide.A, false);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states).endsWith("READY"));
    }

    @Test
    void the_late_logout_of_the_node_that_was_left_is_undone_once() {
        open(Transport.WEB_SOCKET);
        perform(UserRequests.signIn("1001", "2001"));
        pair.faults().outOfService(FinesseSide.A, true);
        eventually("live " + b + " moved");
        pair.faults().forceLogout("1001");
        eventually("signed in again");
        assertThat(pair.state("1001")).isEqualTo(UserState.NOT_READY);
        pair.faults().forceLogout("1001");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(states).endsWith("LOGOUT"));
        assertThat(told).filteredOn("signed in again"::equals).hasSize(1);
    }

    @Test
    void a_conflict_stops_it() {
        open(Transport.WEB_SOCKET);
        pair.faults().conflict("1001");
        eventually("stopped CONFLICT");
    }

    @Test
    void a_wrong_password_is_tried_once_at_each_door_and_stops_it() {
        session = FinesseSession.open(
                options(Transport.WEB_SOCKET)
                        .credentials(new FinesseCredentials.Password("1001", Secret.of("wrong")))
                        .build(),
                this);
        eventually("stopped AUTH_FAILED");
        assertThat(told.toString()).doesNotContain("wrong");
    }

    @Test
    void what_is_told_twice_is_heard_once() {
        open(Transport.WEB_SOCKET);
        perform(UserRequests.signIn("1001", "2001"));
        states.clear();
        pair.faults().duplicateEvents(1);
        perform(UserRequests.ready("1001"));
        perform(UserRequests.notReady("1001", null));
        assertThat(states).containsExactly("READY", "NOT_READY");
    }

    @Test
    void goes_on_when_its_listener_fails() {
        var failing = new FinesseListener() {
            @Override
            public void fact(Fact fact) {
                FinesseSessionTest.this.fact(fact);
                throw new IllegalStateException("a listener that fails");
            }

            @Override
            public void live(URI node, boolean moved) {
                FinesseSessionTest.this.live(node, moved);
                throw new IllegalStateException("a listener that fails");
            }
        };
        session = FinesseSession.open(options(Transport.WEB_SOCKET).build(), failing);
        eventually("live " + a);
        perform(UserRequests.signIn("1001", "2001"));
        perform(UserRequests.ready("1001"));
        assertThat(states).endsWith("NOT_READY", "READY");
        pair.faults().outOfService(FinesseSide.A, true);
        eventually("live " + b + " moved");
        perform(UserRequests.notReady("1001", null));
        assertThat(states).endsWith("NOT_READY");
    }

    @Test
    void the_outcome_of_a_request_is_known_when_it_completes() {
        open(Transport.WEB_SOCKET);
        perform(UserRequests.signIn("1001", "2001"));
        assertThat(session.users().join())
                .singleElement()
                .satisfies(user -> assertThat(user.state()).isEqualTo(AgentState.NOT_READY));
    }
}
