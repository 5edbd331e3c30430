package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The engine's picture of what waits in Salesforce: events are hints, reads are the truth, and nothing is removed because it is missing from a
 * snapshot: what is missing is read again by id, and only that answer removes. Not thread-safe.
 */
final class Picture {
    private static final int MOST_IDS_A_READ = 200;
    private static final int READS_AT_ONCE = 4;
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;

    /** A PSR that was removed: late news of it must not bring it back. */
    private record Tombstone(Instant removed, long at, History history) {}

    private final Board board;
    private final Steps steps;
    private final LinkedHashMap<String, Tombstone> tombstones = new LinkedHashMap<>();
    private @Nullable Instant snapshotFrom;
    private final Set<String> inSnapshot = new HashSet<>();
    private final Set<String> toReadAgain = new LinkedHashSet<>();
    private int readsUnderWay;
    private int idsARead = MOST_IDS_A_READ;
    private int readFailures;
    private long readAgainAt = Long.MIN_VALUE;

    Picture(Board board, Steps steps) {
        this.board = board;
        this.steps = steps;
    }

    // Snapshots

    void snapshotStarted(Event.SnapshotStarted started) {
        snapshotFrom = started.from();
        inSnapshot.clear();
        board.report(Decision.Kind.SNAPSHOT, null, null, Reason.NEW, "started: " + started.reason());
    }

    void snapshotPage(Event.SnapshotPage page) {
        Instant from = snapshotFrom;
        if (from == null) {
            return;
        }
        for (Psr psr : page.psrs()) {
            inSnapshot.add(psr.id());
            found(psr, from);
        }
    }

    void snapshotEnded(Event.SnapshotEnded ended) {
        if (!ended.from().equals(snapshotFrom)) {
            return;
        }
        int missing = toReadAgain.size();
        for (Item item : board.byWorkItem.values()) {
            if (!item.gone && !inSnapshot.contains(item.psr.id())) {
                toReadAgain.add(item.psr.id());
            }
        }
        missing = toReadAgain.size() - missing;
        board.report(
                Decision.Kind.SNAPSHOT,
                null,
                null,
                Reason.NEW,
                "ended: " + inSnapshot.size() + " found, " + missing + " to read again");
        inSnapshot.clear();
        snapshotFrom = null;
        board.synced = true;
    }

    // One PSR

    /** Takes an event about a PSR: a hint, which may be late. */
    void changed(Psr psr) {
        if (!tombstones.containsKey(psr.id())) {
            observe(psr, Instant.EPOCH, new History());
        }
    }

    /**
     * Takes a PSR that was read.
     *
     * @param from when the read began
     */
    void found(Psr psr, Instant from) {
        Tombstone removed = tombstones.get(psr.id());
        if (removed == null) {
            observe(psr, from, new History());
        } else if (from.isAfter(removed.removed())) {
            tombstones.remove(psr.id());
            observe(psr, from, removed.history());
        }
    }

    private void observe(Psr psr, Instant from, History history) {
        Item item = board.byWorkItem.get(psr.workItemId());
        if (item == null) {
            item = new Item(psr, history);
            item.evidence = from;
            board.byWorkItem.put(psr.workItemId(), item);
            board.byPsr.put(psr.id(), item);
            board.report(Decision.Kind.OFFERED, item, Reason.NEW, "serial " + psr.serial());
            steps.advance(item);
        } else if (psr.id().equals(item.psr.id())) {
            if (item.gone || psr.serial() > item.psr.serial() || corrects(item, psr, from)) {
                change(item, psr, from);
            } else if (from.isAfter(item.evidence)) {
                item.evidence = from;
            }
        } else {
            board.byPsr.put(psr.id(), item);
            Item.Older known = item.older.get(psr.id());
            if (item.gone || psr.supersedes(item.psr)) {
                supersede(item, psr, from, known == null ? history : known.history());
            } else if (known == null || psr.serial() > known.psr().serial()) {
                item.older.put(psr.id(), new Item.Older(psr, known == null ? history : known.history()));
                steps.advance(item);
            }
        }
    }

    /** Whether a read says otherwise of the same serial: what we concluded ourselves was not so, or is so no longer. */
    private static boolean corrects(Item item, Psr psr, Instant from) {
        return psr.serial() == item.psr.serial() && from.isAfter(item.evidence) && !psr.equals(item.psr);
    }

    private void supersede(Item item, Psr psr, Instant from, History history) {
        board.report(Decision.Kind.ENDED, item, Reason.SUPERSEDED, "by " + psr.id());
        if (item.dialogue == null && item.assignment == null) {
            steps.rest(item, Phase.NOT_READY);
        }
        if (item.gone) {
            board.byPsr.remove(item.psr.id(), item);
        }
        item.become(psr, history);
        item.evidence = from;
        board.report(Decision.Kind.OFFERED, item, item.reason, "serial " + psr.serial());
        steps.advance(item);
    }

    private void change(Item item, Psr psr, Instant from) {
        Psr before = item.psr;
        boolean idle = item.dialogue == null && item.assignment == null;
        boolean reading = item.place == Line.Place.READING;
        if (idle && (item.place == Line.Place.WAITING || item.place == Line.Place.READY)) {
            // The place in line depends on the PSR, so the item leaves and comes back.
            steps.rest(item, Phase.NOT_READY);
        }
        item.psr = psr;
        item.evidence = from.isAfter(item.evidence) ? from : item.evidence;
        item.gone = false;
        if (idle && before.pushed() && !psr.pushed()) {
            steps.retry(item, whyDropped(before, psr), "agent work ended");
        } else if (idle && !reading && item.phase != Phase.INSPECTING && asksOtherwise(before, psr)) {
            steps.rest(item, Phase.NOT_READY);
            item.reason = Reason.RETARGETED;
        }
        steps.advance(item);
    }

    private boolean asksOtherwise(Psr before, Psr after) {
        return !before.queueId().equals(after.queueId())
                || !before.channelId().equals(after.channelId())
                || !Objects.equals(steps.asked(before), steps.asked(after));
    }

    /** Why an AgentWork ended without being accepted. */
    Reason whyDropped(Psr before, Psr after) {
        AgentWork.Status status = board.memory
                .of(after.workItemId())
                .map(TaskMemory.Last::work)
                .filter(work -> after.id().equals(work.psrId()))
                .map(AgentWork::status)
                .orElse(AgentWork.Status.ASSIGNED);
        return switch (status) {
            case DECLINED -> Reason.DECLINED;
            case DECLINED_ON_PUSH_TIMEOUT -> Reason.PUSH_TIMEOUT;
            case UNAVAILABLE -> Reason.AGENT_OFFLINE;
            default ->
                Objects.equals(before.lastDeclinedSession(), after.lastDeclinedSession())
                        ? Reason.AGENT_OFFLINE
                        : Reason.DECLINED;
        };
    }

    /**
     * Takes note that a PSR is gone.
     *
     * @param asOf reads that began before this moment may still have found it
     */
    void removed(String psrId, Instant asOf) {
        Item item = board.byPsr.get(psrId);
        if (item == null) {
            bury(psrId, asOf, null);
        } else if (!item.psr.id().equals(psrId)) {
            Item.Older older = item.older.remove(psrId);
            bury(psrId, asOf, older == null ? null : older.history());
            board.byPsr.remove(psrId, item);
            steps.advance(item);
        } else {
            bury(psrId, asOf, item.history);
            if (!item.gone) {
                gone(item);
            }
        }
    }

    private void gone(Item item) {
        item.gone = true;
        boolean pushed = item.psr.pushed() || item.assignment != null;
        board.report(
                Decision.Kind.ENDED,
                item,
                pushed ? Reason.LEFT_WHILE_PUSHED : Reason.WITHDRAWN,
                "while " + item.phase.name().toLowerCase(Locale.ROOT));
        toReadAgain.addAll(item.older.keySet());
        steps.advance(item);
    }

    /** @param known what was tried for it; null when only an earlier tombstone may know */
    private void bury(String psrId, Instant asOf, @Nullable History known) {
        Tombstone before = tombstones.remove(psrId);
        History history = known != null ? known : before != null ? before.history() : new History();
        Instant removed = before != null && before.removed().isAfter(asOf) ? before.removed() : asOf;
        tombstones.put(psrId, new Tombstone(removed, board.now, history));
        Iterator<Tombstone> oldest = tombstones.values().iterator();
        long kept = board.options.tombstonesFor().toNanos();
        while (oldest.hasNext() && board.now - oldest.next().at() > kept) {
            oldest.remove();
        }
    }

    // Reading again

    void readAgainAnswered(Event.ReadAgainAnswered answer) {
        readsUnderWay--;
        readFailures = 0;
        idsARead = Math.min(MOST_IDS_A_READ, idsARead * 2);
        var missing = new HashSet<>(answer.asked());
        for (Psr psr : answer.found()) {
            missing.remove(psr.id());
            found(psr, answer.from());
        }
        missing.forEach(psrId -> removed(psrId, answer.to()));
    }

    /** One record that cannot be read must not keep the others from being read: smaller and smaller reads, later and later. */
    void readAgainFailed(Event.ReadAgainFailed failed) {
        readsUnderWay--;
        toReadAgain.addAll(failed.asked());
        idsARead = Math.max(1, idsARead / 2);
        readAgainAt = board.now
                + READ_AGAIN_AFTER
                        .multipliedBy(1L << Math.min(readFailures, MOST_DOUBLINGS))
                        .toNanos();
        readFailures++;
    }

    /** Asks for what is to be read again, as far as it may be asked now. */
    void pump() {
        while (!toReadAgain.isEmpty() && readsUnderWay < READS_AT_ONCE && board.now >= readAgainAt) {
            var ids = new ArrayList<String>();
            Iterator<String> waiting = toReadAgain.iterator();
            while (waiting.hasNext() && ids.size() < idsARead) {
                ids.add(waiting.next());
                waiting.remove();
            }
            readsUnderWay++;
            board.emit(new Effect.ReadAgain(Set.copyOf(ids)));
        }
    }

    OptionalLong nextDeadline() {
        return toReadAgain.isEmpty() || readsUnderWay >= READS_AT_ONCE
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(readAgainAt, board.now));
    }

    /** What the fingerprint of the engine needs of this part. */
    String describe() {
        return tombstones.keySet() + " " + toReadAgain + " " + readsUnderWay + " " + idsARead + " " + readFailures + " "
                + (snapshotFrom != null) + inSnapshot;
    }
}
