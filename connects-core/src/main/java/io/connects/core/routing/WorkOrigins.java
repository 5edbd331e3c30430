package io.connects.core.routing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who made the AgentWorks of the PSRs that were submitted, as far as it can be told: us, somebody before us, or somebody else. Outlives the PSR.
 * Bounded by age and number; of a PSR that was forgotten nothing is said to be foreign. Not thread-safe.
 */
final class WorkOrigins {
    private static final int MOST = 100_000;
    private static final int MOST_WORKS_OF_A_PSR = 100;

    /** What is known of one PSR. */
    private static final class Origins {
        /** AgentWorks that we made, that were there before, or that have been judged; oldest first. */
        final List<String> explained = new ArrayList<>(2);
        /** For whom we may have made one that we do not know of. */
        final Set<String> unansweredFor = new LinkedHashSet<>(2);

        boolean submitted;
        long touched;
    }

    private final long keptFor;
    private final LinkedHashMap<String, Origins> byPsr = new LinkedHashMap<>();

    WorkOrigins(RoutingOptions options) {
        keptFor = options.tasksRememberedFor().toNanos();
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
        List<String> explained = of(psrId, now).explained;
        if (!explained.contains(agentWorkId)) {
            explained.add(agentWorkId);
        }
        if (explained.size() > MOST_WORKS_OF_A_PSR) {
            explained.remove(0);
        }
    }

    /** Takes note that we do not know whether we made an AgentWork for this user: it may exist, now or later, under an id we never heard. */
    void unanswered(String psrId, String userId, long now) {
        of(psrId, now).unansweredFor.add(userId);
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
        Iterator<Origins> oldest = byPsr.values().iterator();
        while (oldest.hasNext()) {
            long unheardOfFor = now - oldest.next().touched;
            if (byPsr.size() <= MOST && unheardOfFor <= keptFor) {
                break;
            }
            oldest.remove();
        }
        return origins;
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
