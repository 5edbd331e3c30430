package io.connects.mri.internal.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Notices when routing goes to and fro between the hosts of a PIM, or between connections of one host. */
public final class Switches {
    /** How long a switch counts. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    /** How many switches within the window are nothing out of the ordinary. */
    static final int TOLERATED = 3;

    private final Deque<Long> recent = new ArrayDeque<>();
    private boolean alarmed;

    Switches() {}

    /** Notes one. Answers whether there are too many, once: again only after a whole window without any. */
    boolean tooMany(long nowNanos) {
        while (!recent.isEmpty() && nowNanos - recent.getFirst() >= WINDOW.toNanos()) {
            recent.removeFirst();
        }
        if (recent.isEmpty()) {
            alarmed = false;
        } else if (recent.size() > TOLERATED) {
            recent.removeFirst(); // more than these are never looked at
        }
        recent.addLast(nowNanos);
        if (alarmed || recent.size() <= TOLERATED) {
            return false;
        }
        alarmed = true;
        return true;
    }
}
