package io.connects.simulators.cce;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens to a task, node by node. From the first {@link Node.QueueTo} on the task may get an agent at any time, which ends the script. When
 * the nodes are over, a task that was queued goes on queueing, and one that was not is released.
 *
 * <pre>{@code
 * Script.of(
 *         whenClosed(hours, label("CLOSED")),
 *         whenFull(200, release(RELEASED)),
 *         queueTo(5100),
 *         repeat(runExternalScript("EWT", "", ofSeconds(20)), waitFor(ofSeconds(30))))
 * }</pre>
 *
 * @param queueTimeLimit how long a task may be here before it is released as expired; CCE's default is an hour
 */
public record Script(List<Node> nodes, Duration queueTimeLimit, PreferredAgent preferredAgent) {
    /** CCE's limit for a media routing domain that sets none. */
    public static final Duration DEFAULT_QUEUE_TIME_LIMIT = Duration.ofHours(1);

    public Script {
        nodes = List.copyOf(nodes);
        Objects.requireNonNull(preferredAgent, "preferredAgent");
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("nodes: a script needs at least one");
        }
        if (queueTimeLimit.isNegative() || queueTimeLimit.isZero()) {
            throw new IllegalArgumentException("queueTimeLimit: must be positive, was " + queueTimeLimit);
        }
    }

    /** A script of these nodes, with a limit of an hour, trying the preferred agent first. */
    public static Script of(Node... nodes) {
        return new Script(List.of(nodes), DEFAULT_QUEUE_TIME_LIMIT, PreferredAgent.FIRST);
    }

    /** Queues to these skill groups, all from the start, an earlier one being preferred to a later one. */
    public static Script queueTo(int... skillGroups) {
        return of(Arrays.stream(skillGroups).mapToObj(Node::queueTo).toArray(Node[]::new));
    }

    /** The same script with another time limit. */
    public Script expiringAfter(Duration limit) {
        return new Script(nodes, limit, preferredAgent);
    }

    /** The same script with another handling of the preferred agent. */
    public Script preferring(PreferredAgent handling) {
        return new Script(nodes, queueTimeLimit, handling);
    }

    Set<Integer> skillGroups() {
        return skillGroups(nodes).collect(Collectors.toSet());
    }

    private static Stream<Integer> skillGroups(List<Node> nodes) {
        return nodes.stream().flatMap(node -> {
            if (node instanceof Node.QueueTo queue) {
                return Stream.of(queue.skillGroup());
            }
            if (node instanceof Node.WhenClosed closed) {
                return skillGroups(closed.branch());
            }
            if (node instanceof Node.WhenFull full) {
                return skillGroups(full.branch());
            }
            return node instanceof Node.Repeat repeat ? skillGroups(repeat.nodes()) : Stream.of();
        });
    }

    /** What a script does with the preferred agent that a task names. */
    public enum PreferredAgent {
        /** Nothing. */
        IGNORE,
        /** Chooses this agent if available when the task is first queued; else the skill groups. */
        FIRST,
        /** Queues for this agent and for nobody else. */
        ONLY
    }
}
