package io.connects.mri.internal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The open dialogues, in the order of their submission. */
final class Dialogues {
    private static final long LAST_ID = 0xFFFF_FFFEL;

    private final Map<Long, Dialogue> byId = new LinkedHashMap<>();
    private final Map<Long, Dialogue> byTicket = new HashMap<>();
    private final Map<Dialogue, Long> cancelling = new LinkedHashMap<>();
    private long lastId;

    /** Opens one. Ids are never used twice, not even after the session was lost, so that a late answer cannot be taken for another's. */
    Dialogue open(long ticket, long firstSequence) {
        do {
            lastId = lastId >= LAST_ID ? 1 : lastId + 1;
        } while (byId.containsKey(lastId));
        var dialogue = new Dialogue(ticket, lastId, firstSequence);
        byId.put(dialogue.id, dialogue);
        byTicket.put(ticket, dialogue);
        return dialogue;
    }

    @Nullable
    Dialogue byId(long id) {
        return byId.get(id);
    }

    @Nullable
    Dialogue byTicket(long ticket) {
        return byTicket.get(ticket);
    }

    /**
     * Notes that one was taken back.
     *
     * @param deadline when it ends as cancelled; never earlier than that of one noted before
     * @return false when it had been taken back already
     */
    boolean cancelling(Dialogue dialogue, long deadline) {
        return cancelling.putIfAbsent(dialogue, deadline) == null;
    }

    boolean isCancelling(Dialogue dialogue) {
        return cancelling.containsKey(dialogue);
    }

    void remove(Dialogue dialogue) {
        byId.remove(dialogue.id);
        byTicket.remove(dialogue.ticket);
        cancelling.remove(dialogue);
    }

    /** Takes all out. */
    List<Dialogue> drain() {
        var all = List.copyOf(byId.values());
        byId.clear();
        byTicket.clear();
        cancelling.clear();
        return all;
    }

    /** Takes out those that were taken back and whose time is over. */
    List<Dialogue> drainCancelled(long nowNanos) {
        var over = new ArrayList<Dialogue>();
        for (Map.Entry<Dialogue, Long> entry : cancelling.entrySet()) {
            if (nowNanos - entry.getValue() < 0) {
                break;
            }
            over.add(entry.getKey());
        }
        over.forEach(this::remove);
        return over;
    }

    /** When the next one that was taken back ends as cancelled. */
    OptionalLong nextDeadline() {
        return cancelling.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(cancelling.values().iterator().next());
    }
}
