package io.connects.simulators.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.TaskId;
import io.connects.finesse.request.MediaRequests;
import io.connects.simulators.cce.Ending;
import io.connects.simulators.cce.RoutableSpan;
import io.connects.simulators.cce.TaskEntry;
import io.connects.simulators.desktop.BothSides.Item;
import io.connects.simulators.desktop.Reaction.Accept;
import io.connects.simulators.desktop.Reaction.Decline;
import io.connects.simulators.desktop.Reaction.Ignore;
import io.connects.simulators.finesse.FinesseSide;
import io.connects.simulators.finesse.MediaState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of docs/agent-contract.md, named for the states of AgentWork and task, with Cisco's side through Finesse alone. */
@Timeout(90)
class AgentContractTest {
    /** For rows in which the task runs out. */
    private static final Duration SOON = Duration.ofMillis(1500);

    private static final Duration LATE = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Accept AT_ONCE = new Accept(Duration.ZERO, NEVER);
    private static final Accept NOT_YET = new Accept(NEVER, NEVER);

    private BothSides sides;

    private void sides(Duration startTimeout) {
        sides(startTimeout, NEVER, LATE);
    }

    private void sides(Duration startTimeout, Duration maxTaskDuration, Duration pushTimeout) {
        sides = new BothSides(startTimeout, maxTaskDuration, pushTimeout);
    }

    @AfterEach
    void close() {
        if (sides != null) {
            sides.close();
        }
    }

    private void hasRunOut(Item item) {
        sides.until(() -> sides.task(item).ending() != null);
        TaskEntry task = sides.task(item);
        assertThat(task.ending()).isEqualTo(Ending.RAN_OUT);
        assertThat(task.times().started()).isNull();
        assertThat(sides.cce.ledger().routableSpans(BothSides.AGENT))
                .as("made not routable by this task")
                .anyMatch(span -> span.cause() == RoutableSpan.Cause.RAN_OUT
                        && span.taskId().equals(task.taskId()));
        sides.until(() -> sides.atFinesse() == MediaState.READY);
    }

    /** Stays so until the agent returns; what waits is offered then, for no slot is taken. */
    private void staysNotRoutable(SimulatedDesktop desktop, Item item) {
        sides.until(sides::isNotRoutable);
        sides.submit(item, null);
        assertThat(sides.task(item).agent()).isNull();
        assertThat(sides.isNotRoutable()).isTrue();
        desktop.becomeRoutable();
        sides.until(sides::isRoutable);
        sides.until(() -> sides.task(item).agent() != null);
    }

    private void isRoutableAndFree() {
        sides.until(() -> sides.isRoutable() && sides.atFinesse() == MediaState.READY);
        sides.chosen();
    }

    private String opened(Item item) {
        String work = sides.assign(item);
        sides.until(() -> sides.status(work).equals("Opened") && sides.atFinesse() == MediaState.ACTIVE);
        return work;
    }

    private void wasEndedByTheDesktop(Item item) {
        sides.until(() -> sides.task(item).ending() != null);
        assertThat(sides.task(item).ending()).isEqualTo(Ending.STARTED_AND_ENDED);
        isRoutableAndFree();
    }

    private static void inOrder(Instant... times) {
        assertThat(times).doesNotContainNull().isSorted();
    }

    @Test
    void not_yet_created_and_offered() {
        sides(SOON);
        sides.sit(AT_ONCE, AfterDecline.STAY);
        Item item = sides.chosen();

        hasRunOut(item);

        assertThat(sides.waits(item)).isTrue();
        sides.until(sides::isRoutable);
        sides.submit(item, null);
        sides.until(() -> sides.task(item).agent() != null);
        String work = sides.assign(item);
        sides.until(() -> sides.status(work).equals("Opened"));
    }

    @Test
    void withdrawn_before_it_was_created_and_offered() {
        sides(SOON);
        sides.sit(AT_ONCE, AfterDecline.STAY);
        Item item = sides.chosen();
        var agentWork = sides.toCreate(item);
        assertThat(sides.org.withdraw(item.psrId())).isTrue();
        String task = sides.task(item).taskId();

        assertThat(sides.hand.start(task)).succeedsWithin(BothSides.PATIENCE).isEqualTo(false);

        hasRunOut(item);
        assertThat(sides.task(item).times().accepted()).isNull();
        assertThat(sides.refused(agentWork)).isEqualTo("ENTITY_IS_DELETED");
        isRoutableAndFree();
    }

    @Test
    void assigned_and_offered() {
        sides(LATE, NEVER, Duration.ofMillis(800));
        sides.sit(new Ignore(), AfterDecline.STAY);
        Item item = sides.chosen();
        String work = sides.assign(item);
        assertThat(sides.status(work)).isEqualTo("Assigned");
        assertThat(sides.atFinesse()).isEqualTo(MediaState.RESERVED);

        sides.until(() -> sides.status(work).equals("DeclinedOnPushTimeout"));

        assertThat(sides.waits(item)).isTrue();
        assertThat(sides.task(item).ending()).isNull();
        assertThat(sides.atFinesse()).isEqualTo(MediaState.RESERVED);
        assertThat(sides.isRoutable()).isTrue();
    }

    @Test
    void opened_and_offered() {
        sides(LATE);
        sides.sit(AT_ONCE, AfterDecline.STAY);
        Item item = sides.chosen();

        opened(item);

        TaskEntry.Times times = sides.task(item).times();
        inOrder(times.chosen(), times.accepted(), times.started());
        assertThat(sides.isRoutable()).isTrue();
    }

    @Test
    void opened_and_offered_to_a_desktop_that_starts_nothing() {
        sides(SOON);
        sides.sit(AT_ONCE, AfterDecline.STAY);
        Item item = sides.chosen();
        sides.pair.faults().forgetOutcomes(1000);
        String work = sides.assign(item);
        sides.until(() -> sides.status(work).equals("Opened"));

        hasRunOut(item);

        assertThat(sides.isNotRoutable()).isTrue();
        sides.pair.faults().forgetOutcomes(0);
        sides.until(sides::isRoutable);
        assertThat(sides.status(work)).isEqualTo("Opened");
    }

    @Test
    void opened_and_active() {
        sides(LATE, Duration.ofSeconds(1), LATE);
        sides.sit(AT_ONCE, AfterDecline.STAY);
        Item item = sides.chosen();
        String work = sides.assign(item);

        sides.until(() -> sides.task(item).ending() != null);

        TaskEntry task = sides.task(item);
        assertThat(task.ending()).isEqualTo(Ending.TOO_LONG);
        assertThat(Duration.between(task.times().started(), task.times().ended()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(990));
        assertThat(sides.status(work)).isEqualTo("Opened");
        isRoutableAndFree();
    }

    @ParameterizedTest
    @EnumSource
    void declined_and_offered(AfterDecline afterDecline) {
        sides(SOON);
        SimulatedDesktop desktop = sides.sit(new Decline(Duration.ZERO), afterDecline);
        Item item = sides.chosen();
        String work = sides.assign(item);
        sides.until(() -> sides.status(work).equals("Declined"));
        assertThat(sides.waits(item)).isTrue();

        hasRunOut(item);

        if (afterDecline == AfterDecline.STAY) {
            staysNotRoutable(desktop, item);
        } else {
            isRoutableAndFree();
        }
    }

    @Test
    void declined_on_push_timeout_and_offered() {
        sides(SOON, NEVER, Duration.ofMillis(200));
        SimulatedDesktop desktop = sides.sit(new Ignore(), AfterDecline.ROUTABLE);
        Item item = sides.chosen();
        String work = sides.assign(item);
        sides.until(() -> sides.status(work).equals("DeclinedOnPushTimeout"));

        hasRunOut(item);

        staysNotRoutable(desktop, item);
    }

    @Test
    void unavailable_and_offered() {
        sides(SOON);
        SimulatedDesktop desktop = sides.sit(NOT_YET, AfterDecline.ROUTABLE);
        Item item = sides.chosen();
        String work = sides.assign(item);
        sides.org.offline(sides.user);
        assertThat(sides.status(work)).isEqualTo("Unavailable");
        assertThat(sides.waits(item)).isTrue();

        hasRunOut(item);

        staysNotRoutable(desktop, item);
    }

    @Test
    void canceled_while_offered_and_offered() {
        sides(SOON);
        sides.sit(NOT_YET, AfterDecline.STAY);
        Item item = sides.chosen();
        String work = sides.assign(item);
        assertThat(sides.org.withdraw(item.psrId())).isTrue();
        assertThat(sides.status(work)).isEqualTo("Canceled");

        hasRunOut(item);

        isRoutableAndFree();
    }

    @Test
    void canceled_while_open_and_active() {
        sides(LATE);
        sides.sit(AT_ONCE, AfterDecline.STAY);
        Item item = sides.chosen();
        String work = opened(item);

        assertThat(sides.org.cancelOpen(work)).isTrue();

        assertThat(sides.status(work)).isEqualTo("Canceled");
        wasEndedByTheDesktop(item);
    }

    @Test
    void closed_and_active() {
        sides(LATE);
        sides.sit(new Accept(Duration.ZERO, Duration.ofMillis(700)), AfterDecline.STAY);
        Item item = sides.chosen();
        String work = opened(item);

        wasEndedByTheDesktop(item);

        assertThat(sides.status(work)).isEqualTo("Closed");
        var statuses = sides.org.ledger().works().get(0).statuses();
        assertThat(sides.task(item).times().ended()).isAfterOrEqualTo(statuses.get("Closed"));
    }

    @Test
    void closed_before_its_task_came_and_offered() {
        sides(LATE);
        sides.sit(new Accept(Duration.ZERO, Duration.ZERO), AfterDecline.STAY);
        sides.pair.faults().delayEvents(Duration.ofMillis(800));
        Item item = sides.chosen();
        String work = sides.assign(item);
        sides.until(() -> sides.status(work).equals("Closed"));
        assertThat(sides.task(item).times().accepted()).isNull();

        sides.until(() -> sides.task(item).ending() != null);

        assertThat(sides.task(item).ending()).isEqualTo(Ending.STARTED_AND_ENDED);
        assertThat(sides.isRoutable()).isTrue();
    }

    @Test
    void transferred_and_active() {
        sides(LATE);
        sides.sit(AT_ONCE, AfterDecline.STAY);
        Item item = sides.chosen();
        String work = opened(item);

        String next = sides.org.moveToQueue(item.workItemId(), sides.queue);

        assertThat(sides.status(work)).isEqualTo("Transferred");
        sides.until(() -> sides.task(item).ending() == Ending.STARTED_AND_ENDED);
        assertThat(next).isNotEqualTo(item.psrId());
        Item again = new Item(item.workItemId(), next, next + ":1");
        sides.submit(again, TaskId.of(sides.task(item).taskId()));
        sides.until(() -> sides.task(again).agent() != null);
        opened(again);
    }

    enum Loss {
        RAN_OUT,
        SIGN_OUT,
        SESSION_LOST
    }

    @ParameterizedTest
    @EnumSource
    void assigned_or_opened_and_none(Loss loss) {
        sides(loss == Loss.SIGN_OUT ? LATE : SOON);
        sides.sit(new Accept(Duration.ofMillis(loss == Loss.RAN_OUT ? 2500 : 0), NEVER), AfterDecline.STAY);
        Item item = sides.chosen();
        String work;
        switch (loss) {
            case RAN_OUT -> {
                work = sides.assign(item);
                hasRunOut(item);
                assertThat(sides.status(work)).isEqualTo("Assigned");
            }
            case SIGN_OUT -> {
                work = opened(item);
                sides.signOutElsewhere(MediaRequests.signOut(BothSides.LOGIN, Integer.toString(BothSides.MRD), null));
                sides.until(() -> sides.task(item).ending() == Ending.SIGNED_OUT);
            }
            default -> {
                for (FinesseSide side : FinesseSide.values()) {
                    sides.pair.faults().refuseXmpp(side, true);
                    sides.pair.faults().killSessions(side);
                }
                work = sides.assign(item);
                hasRunOut(item);
                assertThat(sides.isNotRoutable()).isTrue();
                for (FinesseSide side : FinesseSide.values()) {
                    sides.pair.faults().refuseXmpp(side, false);
                }
            }
        }
        sides.until(() -> sides.status(work).equals("Opened"));
        if (loss != Loss.SIGN_OUT) {
            // Cisco knows of no work, and may offer other work.
            isRoutableAndFree();
        }
        assertThat(sides.status(work)).isEqualTo("Opened");
        assertThat(sides.org.close(work)).isTrue();
        assertThat(sides.org.ledger().duplicates()).isEmpty();
    }
}
