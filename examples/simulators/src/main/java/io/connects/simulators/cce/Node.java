package io.connects.simulators.cce;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One step of a routing {@link Script}, named as the script editor names its nodes. The factory methods are meant for static import.
 *
 * @see <a href="https://www.cisco.com/c/en/us/support/customer-collaboration/unified-contact-center-enterprise/products-user-guide-list.html">
 *     Scripting and Media Routing Guide</a>
 */
public sealed interface Node {

    /** Queues the task to a skill group too, and goes on when no agent is available there. Groups that came earlier are preferred. */
    record QueueTo(int skillGroup) implements Node {}

    /** Lets the task queue for a while. */
    record Wait(Duration time) implements Node {
        public Wait {
            requirePositive(time, "time");
        }
    }

    /**
     * Asks the application to run a script, with the expected wait in the variable that {@link CceOptions} names, and waits for its answer.
     *
     * @param name name of the network VRU script
     * @param configuration what the script is told; may be empty
     * @param answerWithin how long to wait for the answer before going on without it; 20 s in a CCE
     */
    record RunExternalScript(String name, String configuration, Duration answerWithin) implements Node {
        public RunExternalScript {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(configuration, "configuration");
            requirePositive(answerWithin, "answerWithin");
        }
    }

    /** Takes a branch when the centre is closed; goes on behind it. */
    record WhenClosed(OpeningHours hours, List<Node> branch) implements Node {
        public WhenClosed {
            Objects.requireNonNull(hours, "hours");
            branch = List.copyOf(branch);
        }
    }

    /**
     * Takes a branch when this many tasks with the same script selector are in the router already; goes on behind it.
     *
     * @param tasks at least this many, not counting the task itself
     */
    record WhenFull(int tasks, List<Node> branch) implements Node {
        public WhenFull {
            if (tasks < 0) {
                throw new IllegalArgumentException("tasks: must not be negative, was " + tasks);
            }
            branch = List.copyOf(branch);
        }
    }

    /** Does the same again and again until the task leaves the queue. */
    record Repeat(List<Node> nodes) implements Node {
        public Repeat {
            nodes = List.copyOf(nodes);
            if (nodes.stream().noneMatch(Wait.class::isInstance)) {
                throw new IllegalArgumentException("nodes: a loop needs a wait of its own");
            }
        }
    }

    /** Answers with a label, which ends the task. */
    record Label(String label) implements Node {
        public Label {
            Objects.requireNonNull(label, "label");
        }
    }

    /** Ends the task without an agent. */
    record Release(ReleaseCause cause) implements Node {
        public Release {
            Objects.requireNonNull(cause, "cause");
        }
    }

    static Node queueTo(int skillGroup) {
        return new QueueTo(skillGroup);
    }

    static Node waitFor(Duration time) {
        return new Wait(time);
    }

    static Node runExternalScript(String name, String configuration, Duration answerWithin) {
        return new RunExternalScript(name, configuration, answerWithin);
    }

    static Node whenClosed(OpeningHours hours, Node... branch) {
        return new WhenClosed(hours, List.of(branch));
    }

    static Node whenFull(int tasks, Node... branch) {
        return new WhenFull(tasks, List.of(branch));
    }

    static Node repeat(Node... nodes) {
        return new Repeat(List.of(nodes));
    }

    static Node label(String label) {
        return new Label(label);
    }

    static Node release(ReleaseCause cause) {
        return new Release(cause);
    }

    private static void requirePositive(Duration time, String name) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(name + ": must be positive, was " + time);
        }
    }
}
