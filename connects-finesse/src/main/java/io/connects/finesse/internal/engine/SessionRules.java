package io.connects.finesse.internal.engine;

import java.time.Duration;
import java.util.List;

/**
 * What a session watches, and its times.
 *
 * @param loginId whose session it is
 * @param nodes how many nodes there are, 1 or 2
 * @param ownDialogs whether the calls of the own agent are watched
 * @param ownMedia whether the own agent's media and tasks are watched
 * @param teams ids of teams whose users are watched
 * @param queues ids of queues that are watched
 * @param again between attempts to reach a node
 * @param poll between looks at everything while notifications come; a safety net
 * @param readPace the shortest time between two reads
 * @param presence how long Finesse's own presence is waited for
 * @param closing how long the end of the old connection is waited for before a new node is used
 */
public record SessionRules(
        String loginId,
        int nodes,
        boolean ownDialogs,
        boolean ownMedia,
        List<String> teams,
        List<String> queues,
        Duration again,
        Duration poll,
        Duration readPace,
        Duration presence,
        Duration closing) {
    /** How often the same connection is tried before the other node comes into question. */
    static final int TRIES = 3;
    /** Reads under way at once. */
    static final int READS_AT_ONCE = 8;

    public SessionRules {
        teams = List.copyOf(teams);
        queues = List.copyOf(queues);
    }
}
