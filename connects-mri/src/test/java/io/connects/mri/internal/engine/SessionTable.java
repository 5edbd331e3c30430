package io.connects.mri.internal.engine;

import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.OpenReq;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine and the short words in which tables of events are written. Connections 1 to 9 are of host A, 10 to 19 of host B, 20 to 29 of C. */
final class SessionTable {
    static final long SECOND = 1_000_000_000L;
    static final NewTask TASK = NewTask.builder(5003, "8000").build();
    static final String A = "10.0.0.1";
    static final String B = "10.0.0.2";
    static final String C = "10.0.0.3";
    static final long INVALID_DIALOGUE = 0x22;
    static final long SCRIPT_OK = 3;

    final SessionEngine engine;
    private final Map<Integer, Dialogue> tasks = new HashMap<>();
    private long now;

    private SessionTable(SessionRules rules) {
        engine = new SessionEngine(rules);
    }

    static SessionTable routingAfterOpen() {
        return new SessionTable(rules(true));
    }

    static SessionTable waitingForRoutingEnabled() {
        return new SessionTable(rules(false));
    }

    static SessionTable withoutReasons() {
        return new SessionTable(rules(true, null));
    }

    /** No variables to register, heartbeats each 5 s, 10 s to open, 2 s to cancel, 1 s to close. */
    static SessionRules rules(boolean routingAfterOpen) {
        return rules(routingAfterOpen, INVALID_DIALOGUE);
    }

    private static SessionRules rules(boolean routingAfterOpen, Long invalidDialogue) {
        return new SessionRules(
                null,
                routingAfterOpen,
                1,
                SCRIPT_OK,
                invalidDialogue,
                value -> Optional.of(Duration.ofMillis(value)),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1));
    }

    static String host(long connection) {
        return connection < 10 ? A : connection < 20 ? B : C;
    }

    /** From now on it is so late. */
    SessionTable at(double seconds) {
        now = (long) (seconds * SECOND);
        return this;
    }

    List<Effect> on(Event event) {
        return engine.on(event, now);
    }

    /** Connects and sends OPEN_REQ; answers what the latter led to. */
    List<Effect> open(long connection) {
        on(new Event.Connected(connection, host(connection)));
        return receive(connection, new OpenReq(1, 1, 20_000));
    }

    List<Effect> receive(long connection, MriMessage message) {
        return on(new Event.Received(connection, message));
    }

    List<Effect> beat(long connection) {
        return receive(connection, new HeartbeatReq(1));
    }

    List<Effect> cut(long connection) {
        return on(new Event.Disconnected(connection, "cut"));
    }

    List<Effect> submit(int number) {
        return on(new Event.Submit(task(number), TASK));
    }

    List<Effect> cancel(int number) {
        return on(new Event.Cancel(task(number)));
    }

    List<Effect> tick() {
        return on(new Event.Tick());
    }

    /** The dialogue of this number in the table. */
    Dialogue task(int number) {
        return tasks.computeIfAbsent(number, any -> new Dialogue());
    }

    static DoThisWithTask agent(long dialogue, long seqNo) {
        return DoThisWithTask.builder(dialogue, seqNo).agentSkillTargetId(5017).build();
    }
}
