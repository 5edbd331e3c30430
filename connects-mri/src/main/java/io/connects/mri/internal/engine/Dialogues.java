package io.connects.mri.internal.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The open dialogues, in the order of their submission. */
final class Dialogues {
    private static final long LAST_ID = 0xFFFF_FFFEL;

    private final Map<Long, Dialogue> byId = new LinkedHashMap<>();
    /** Those that were taken back, by deadline. One that has ended since stays until it comes to the front. */
    private final Deque<Dialogue> cancelling = new ArrayDeque<>();

    private long lastId;

    /** Opens one. Ids are never used twice, not even after the session was lost, so that a late answer cannot be taken for another's. */
    void open(Dialogue dialogue, long firstSequence) {
        do {
            lastId = lastId >= LAST_ID ? 1 : lastId + 1;
        } while (byId.containsKey(lastId));
        dialogue.open(lastId, firstSequence);
        byId.put(lastId, dialogue);
    }

    @Nullable
    Dialogue byId(long id) {
        return byId.get(id);
    }

    /**
     * Notes that one was taken back.
     *
     * @param deadline when it ends as cancelled; never earlier than that of one noted before
     */
    void cancel(Dialogue dialogue, long deadline) {
        dialogue.cancel(deadline);
        cancelling.add(dialogue);
    }

    void end(Dialogue dialogue) {
        dialogue.end();
        byId.remove(dialogue.id());
        for (Dialogue next = cancelling.peek(); next != null && !next.isOpen(); next = cancelling.peek()) {
            cancelling.remove();
        }
    }

    /** Takes all out. */
    List<Dialogue> drain() {
        List<Dialogue> all = List.copyOf(byId.values());
        all.forEach(Dialogue::end);
        byId.clear();
        cancelling.clear();
        return all;
    }

    /** Takes out those that were taken back and whose time is over. */
    List<Dialogue> drainCancelled(long nowNanos) {
        var over = new ArrayList<Dialogue>();
        for (Dialogue next = cancelling.peek();
                next != null && nowNanos - next.cancelDeadline() >= 0;
                next = cancelling.peek()) {
            over.add(next);
            end(next);
        }
        return over;
    }

    /** When the next one that was taken back ends as cancelled. */
    OptionalLong nextDeadline() {
        Dialogue next = cancelling.peek();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.cancelDeadline());
    }
}
