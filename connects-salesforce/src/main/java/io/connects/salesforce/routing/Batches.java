package io.connects.salesforce.routing;

import io.connects.core.http.ClientResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers single things into batches while requests are under way, so that nobody waits for company when nothing is under way. A batch leaves
 *
 * <ul>
 *   <li>when it is full and fewer than {@code atOnce} are under way,
 *   <li>when none is under way, and {@code afterAnswer} has passed since the last one was answered,
 *   <li>when one of it has waited for {@code behindOthers}, and fewer than {@code atOnce} are under way,
 *   <li>in a crowd, which is there shortly after a batch of a tenth of what fits, when one of it has waited for {@code inCrowd}, instead of the
 *       two rules above: many small requests would serve nobody better,
 *   <li>when the time of one of it has come, whatever is under way; those whose time comes first leave first.
 * </ul>
 *
 * Thread-safe. Nothing is lost: what waits when this is closed leaves at once, and so does what is added later.
 */
final class Batches<T> {
    /**
     * When a batch leaves.
     *
     * @param most in one batch
     * @param atOnce how many batches may be under way
     * @param afterAnswer what an answer brings about is waited for this long
     * @param behindOthers the longest wait while something is under way and there is room for another
     * @param inCrowd the same in a crowd; zero when crowds make no difference
     */
    record Rules(int most, int atOnce, Duration afterAnswer, Duration behindOthers, Duration inCrowd) {}

    /** Sends a batch and says when it has ended. Neither throws nor blocks. */
    interface Carrier<T> {
        CompletableFuture<?> carry(List<T> batch);
    }

    private record Waiting<T>(T item, long since, long latest, long number) {}

    private static final Comparator<Waiting<?>> ORDER =
            Comparator.<Waiting<?>>comparingLong(Waiting::latest).thenComparingLong(Waiting::number);

    private static final int LEAST_CROWD = 2;

    private final Rules rules;
    private final ClientResources on;
    private final Function<T, Object> apart;
    private final Carrier<T> carrier;
    private final long made;
    private final TreeSet<Waiting<T>> waiting = new TreeSet<>(ORDER);
    private long number;
    private int underWay;
    private long rested;
    private long crowdUntil;
    private boolean closed;
    private @Nullable Future<?> wakeUp;
    private long wakeUpAt;

    /** @param apart of two things for which this is the same, one batch takes only one */
    Batches(Rules rules, ClientResources on, Function<T, Object> apart, Carrier<T> carrier) {
        this.rules = rules;
        this.on = on;
        this.apart = apart;
        this.carrier = carrier;
        this.made = on.nanos().getAsLong();
    }

    /** @param longest after which it leaves whatever is under way */
    void add(T item, Duration longest) {
        synchronized (this) {
            long now = now();
            waiting.add(new Waiting<>(item, now, now + longest.toNanos(), number++));
        }
        pump();
    }

    /** What waits leaves now. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        pump();
    }

    private void pump() {
        var leaving = new ArrayList<List<T>>();
        synchronized (this) {
            long now = now();
            do {
                for (List<Waiting<T>> next = next(); !next.isEmpty() && due(next, now); next = next()) {
                    next.forEach(waiting::remove);
                    underWay++;
                    leaving.add(next.stream().map(Waiting::item).toList());
                    crowdUntil = next.size() >= LEAST_CROWD && next.size() * 10 >= rules.most()
                            ? now + 2 * rules.inCrowd().toNanos()
                            : now;
                }
            } while (!sleeps(now));
        }
        leaving.forEach(batch -> {
            var unused = carrier.carry(batch).whenComplete((done, failure) -> ended());
        });
    }

    private void ended() {
        synchronized (this) {
            underWay--;
            rested = now() + rules.afterAnswer().toNanos();
        }
        pump();
    }

    private List<Waiting<T>> next() {
        var taken = new HashSet<Object>();
        return waiting.stream()
                .filter(one -> taken.add(apart.apply(one.item())))
                .limit(rules.most())
                .toList();
    }

    private boolean due(List<Waiting<T>> batch, long now) {
        boolean timeIsUp = batch.get(0).latest() <= now;
        boolean room = underWay < rules.atOnce();
        boolean leaves = batch.size() == rules.most() || partial(now) <= now;
        return closed || timeIsUp || (room && leaves);
    }

    /** When a batch that is not full may leave, if there is room. */
    private long partial(long now) {
        long oldest = waiting.stream().mapToLong(Waiting::since).min().orElse(now);
        if (now < crowdUntil) {
            return oldest + rules.inCrowd().toNanos();
        }
        return underWay == 0 ? rested : oldest + rules.behindOthers().toNanos();
    }

    /** Sees to being woken in time. False when there is no waking any more: what waits is to leave. */
    private boolean sleeps(long now) {
        if (waiting.isEmpty()) {
            return true;
        }
        long latest = waiting.first().latest();
        long at = underWay < rules.atOnce() && partial(now) < latest ? partial(now) : latest;
        if (wakeUp != null && !wakeUp.isDone() && wakeUpAt <= at) {
            return true;
        }
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
        wakeUpAt = at;
        try {
            wakeUp = on.timer().schedule(this::woken, Math.max(0, at - now), TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            closed = true; // the client has ended, and tells so whoever is sent now
            return false;
        }
    }

    /** Sending is not the timer's work. A call that is being made wakes nobody a second time, though it is not done yet. */
    private void woken() {
        synchronized (this) {
            wakeUp = null;
        }
        try {
            on.callbacks().execute(this::pump);
        } catch (RejectedExecutionException e) {
            pump();
        }
    }

    /** Since this was made: such times can be compared. */
    private long now() {
        return on.nanos().getAsLong() - made;
    }
}
