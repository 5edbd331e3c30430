package io.connects.benchmarks.salesforce;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The consumer: counts events, checks that none is missing, and can be made to stall. Events come one at a time. */
final class Receiver {
    private final long stallsAfter;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile long count;
    private volatile long last;
    private volatile long missed;

    /** @param stallsAfter so many events; they are not counted until {@link #goOn()} */
    Receiver(long stallsAfter) {
        this.stallsAfter = stallsAfter;
    }

    Receiver() {
        this(Long.MAX_VALUE);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void take(@Nullable Object data) {
        if (count == stallsAfter) {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        long id = replayId(data);
        if (id != last + 1) {
            missed++;
        }
        last = id;
        count++;
    }

    private static long replayId(@Nullable Object data) {
        if (data instanceof Map<?, ?> map
                && map.get("event") instanceof Map<?, ?> event
                && event.get("replayId") instanceof Number id) {
            return id.longValue();
        }
        throw new IllegalStateException("an event without a replay id");
    }

    void goOn() {
        goOn.countDown();
    }

    long count() {
        return count;
    }

    /** How often an event did not follow the one before it. */
    long missed() {
        return missed;
    }
}
