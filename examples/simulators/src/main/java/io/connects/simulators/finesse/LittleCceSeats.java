package io.connects.simulators.finesse;

import io.connects.simulators.cce.LittleCce;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Joins what an agent is in several domains into the one seat that a little CCE has for the agent. */
final class LittleCceSeats implements MediaSeats {
    private final LittleCce cce;
    private final Map<Integer, Set<Integer>> signedIn = new HashMap<>();
    private final Map<Integer, Set<Integer>> ready = new HashMap<>();

    LittleCceSeats(LittleCce cce) {
        this.cce = cce;
    }

    @Override
    public synchronized boolean signIn(int skillTargetId, int mrdId) {
        Set<Integer> domains = of(signedIn, skillTargetId);
        boolean isFirst = domains.isEmpty();
        domains.add(mrdId);
        return !isFirst || cce.signIn(skillTargetId, false);
    }

    @Override
    public synchronized void vacate(int skillTargetId) {
        signedIn.remove(skillTargetId);
        ready.remove(skillTargetId);
        cce.signOut(skillTargetId);
    }

    @Override
    public synchronized boolean signOut(int skillTargetId, int mrdId) {
        of(ready, skillTargetId).remove(mrdId);
        Set<Integer> domains = of(signedIn, skillTargetId);
        return domains.remove(mrdId) && (!domains.isEmpty() || cce.signOut(skillTargetId));
    }

    @Override
    public synchronized boolean setReady(int skillTargetId, int mrdId, boolean isReady) {
        Set<Integer> domains = of(ready, skillTargetId);
        if (isReady) {
            domains.add(mrdId);
        } else {
            domains.remove(mrdId);
        }
        return cce.setReady(skillTargetId, !domains.isEmpty());
    }

    @Override
    public synchronized boolean setRoutable(int skillTargetId, int mrdId, boolean routable) {
        return cce.setRoutable(skillTargetId, routable).getNow(false);
    }

    private static Set<Integer> of(Map<Integer, Set<Integer>> domains, int skillTargetId) {
        return domains.computeIfAbsent(skillTargetId, id -> new HashSet<>());
    }
}
