package io.connects.simulators.mri;

import static io.connects.simulators.cce.Node.label;
import static io.connects.simulators.cce.Node.queueTo;
import static io.connects.simulators.cce.Node.release;
import static io.connects.simulators.cce.Node.repeat;
import static io.connects.simulators.cce.Node.runExternalScript;
import static io.connects.simulators.cce.Node.waitFor;
import static io.connects.simulators.cce.Node.whenClosed;
import static io.connects.simulators.cce.Node.whenFull;

import io.connects.simulators.cce.OpeningHours;
import io.connects.simulators.cce.ReleaseCause;
import io.connects.simulators.cce.Script;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;

/** The scripts that {@link MrPgProgram} can run, one for every kind of answer that an application has to live with. */
public enum SampleScript {
    /** Queues to the skill group. */
    QUEUE,
    /** Queues, and tells the application the expected wait every 30 s. */
    WAIT,
    /** Queues for a minute, and then releases the task as expired. */
    TIMEOUT,
    /** Answers with the label {@code Q_BACKLOG}. */
    LABEL,
    /** Releases the task. */
    RELEASE,
    /** Queues from Monday to Friday, 8:00 to 17:00 here; answers with the label {@code CLOSED} else. */
    HOURS,
    /** Queues up to ten tasks, and answers with the label {@code BUSY} else. */
    FULL;

    Script of(int skillGroup) {
        return switch (this) {
            case QUEUE -> Script.queueTo(skillGroup);
            case WAIT ->
                Script.of(
                        queueTo(skillGroup),
                        repeat(
                                runExternalScript("EWT", "seconds", Duration.ofSeconds(20)),
                                waitFor(Duration.ofSeconds(30))));
            case TIMEOUT ->
                Script.of(queueTo(skillGroup), waitFor(Duration.ofMinutes(1)), release(ReleaseCause.EXPIRED));
            case LABEL -> Script.of(label("Q_BACKLOG"));
            case RELEASE -> Script.of(release(ReleaseCause.RELEASED));
            case HOURS -> Script.of(whenClosed(officeHours(), label("CLOSED")), queueTo(skillGroup));
            case FULL -> Script.of(whenFull(10, label("BUSY")), queueTo(skillGroup));
        };
    }

    private static OpeningHours officeHours() {
        return new OpeningHours(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(8, 0),
                LocalTime.of(17, 0),
                ZoneId.systemDefault());
    }
}
