package io.connects.sandbox;

import io.connects.simulators.desktop.CiscoHand;
import io.connects.simulators.finesse.MediaSeats;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Gives agents of a Finesse pair tasks when it is told to, and lets them do what they like with them. */
final class TaskSide implements CiscoHand, MediaSeats {
    private final Map<Integer, Consumer<Offered>> offers = new HashMap<>();
    private final AtomicInteger tasks = new AtomicInteger();

    /** Offers a task; gives its id. */
    String offer(int skillTargetId, int mrdId) {
        String id = "154:77:" + tasks.incrementAndGet();
        offers.get(skillTargetId).accept(new Offered(id, skillTargetId, mrdId, "psr:1", Map.of()));
        return id;
    }

    @Override
    public void onOffered(int skillTargetId, Consumer<Offered> listener) {
        offers.put(skillTargetId, listener);
    }

    @Override
    public void onEnded(int skillTargetId, Consumer<Ended> listener) {
        // no task ends by itself
    }

    @Override
    public CompletableFuture<Boolean> accept(String taskId) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Boolean> start(String taskId) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Boolean> end(String taskId) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Boolean> setRoutable(int skillTargetId, boolean routable) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public void vacate(int skillTargetId) {
        // every seat is free
    }

    @Override
    public boolean signIn(int skillTargetId, int mrdId) {
        return true;
    }

    @Override
    public boolean signOut(int skillTargetId, int mrdId) {
        return true;
    }

    @Override
    public boolean setReady(int skillTargetId, int mrdId, boolean ready) {
        return true;
    }

    @Override
    public boolean setRoutable(int skillTargetId, int mrdId, boolean routable) {
        return true;
    }
}
