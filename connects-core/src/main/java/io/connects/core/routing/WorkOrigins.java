package io.connects.core.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who made the AgentWorks of the PSRs that were submitted, as far as it can be told: us, somebody before us, or somebody else. Outlives the
 * PSR for late news. Bounded by number, too; of a PSR that was forgotten nothing is said to be foreign. Not thread-safe.
 */
final class WorkOrigins {
    private static final int MOST = 100_000;
    private static final int MOST_WORKS_OF_A_PSR = 100;

    /** What is known of one PSR. */
    private static final class Origins {
        /** AgentWorks that we made, that were there before, or that have been judged; oldest first. */
        List<String> explained = List.of();
        /** For whom we may have made one that we do not know of. */
        Set<String> unansweredFor = Set.of();

        boolean submitted;
        long touched;
    }

    private final Predicate<String> exists;
    private final long keptAfterwards;
    private final LinkedHashMap<String, Origins> byPsr = new LinkedHashMap<>();

    /**
     * @param exists whether a PSR is there, as far as is known: its origins are kept
     * @param keptAfterwards how long late news of a PSR that has gone may come
     */
    WorkOrigins(Predicate<String> exists, Duration keptAfterwards) {
        this.exists = exists;
        this.keptAfterwards = keptAfterwards.toNanos();
    }

    /** A PSR has gone: what is known of it is kept for late news from now on. */
    void gone(String psrId, long now) {
        if (byPsr.containsKey(psrId)) {
            var unused = of(psrId, now);
        }
    }

    boolean submitted(String psrId) {
        Origins origins = byPsr.get(psrId);
        return origins != null && origins.submitted;
    }

    /** Takes note that a dialogue is opened for this PSR: what is made for it from now on, and not by us, is foreign. */
    void submitting(String psrId, long now) {
        of(psrId, now).submitted = true;
    }

    /** Takes note of an AgentWork that is nobody's fault, or that has been complained of. */
    void explained(String psrId, String agentWorkId, long now) {
        Origins origins = of(psrId, now);
        if (origins.explained.contains(agentWorkId)) {
            return;
        }
        var explained = new ArrayList<String>(origins.explained);
        explained.add(agentWorkId);
        if (explained.size() > MOST_WORKS_OF_A_PSR) {
            explained.remove(0);
        }
        origins.explained = List.copyOf(explained); // most PSRs have none or one
    }

    /** Takes note that we do not know whether we made an AgentWork for this user: it may exist, now or later, under an id we never heard. */
    void unanswered(String psrId, String userId, long now) {
        Origins origins = of(psrId, now);
        var users = new TreeSet<>(origins.unansweredFor);
        users.add(userId);
        origins.unansweredFor = Set.copyOf(users);
    }

    /** Whether somebody else made this AgentWork after its PSR was submitted. One that has ended when it is first heard of may be older. */
    boolean foreign(AgentWork work, String psrId) {
        Origins origins = byPsr.get(psrId);
        return origins != null
                && origins.submitted
                && work.status().active()
                && !origins.explained.contains(work.id())
                && !origins.unansweredFor.contains(work.userId());
    }

    private Origins of(String psrId, long now) {
        Origins known = byPsr.remove(psrId);
        Origins origins = known == null ? new Origins() : known;
        origins.touched = now;
        byPsr.put(psrId, origins);
        // Two at a time: they become fewer, and it never takes long.
        if (forgetsOldest(now)) {
            forgetsOldest(now);
        }
        return origins;
    }

    private boolean forgetsOldest(long now) {
        Map.Entry<String, Origins> oldest = byPsr.entrySet().iterator().next();
        if (byPsr.size() <= MOST && now - oldest.getValue().touched <= keptAfterwards) {
            return false;
        }
        byPsr.remove(oldest.getKey());
        if (byPsr.size() < MOST && exists.test(oldest.getKey())) {
            oldest.getValue().touched = now;
            byPsr.put(oldest.getKey(), oldest.getValue());
        }
        return true;
    }

    /** What the fingerprint of the engine needs of this part. */
    String describe() {
        var text = new StringBuilder();
        new TreeMap<>(byPsr)
                .forEach((psrId, origins) -> text.append(psrId)
                        .append(origins.submitted)
                        .append(origins.explained)
                        .append(new TreeSet<>(origins.unansweredFor)));
        return text.toString();
    }
}
