package io.connects.mri;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Hands callbacks over and knows how many wait, so that a peer cannot send faster than the listener listens. Thread-safe. */
final class Callbacks {
    /**
     * So many may wait before no more bytes are taken from peers. Heartbeats cannot be answered from then on until half of them are done: a
     * listener that stalls for longer than the PIM's patience costs the session.
     */
    static final int MANY = 10_000;

    private static final int FEW = MANY / 2;

    private final Executor serial;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Runnable whenFew;

    Callbacks(Executor serial) {
        this.serial = serial;
    }

    void run(Runnable callback) {
        waiting.incrementAndGet();
        serial.execute(() -> {
            try {
                callback.run();
            } finally {
                if (waiting.decrementAndGet() == FEW) {
                    Runnable resume = whenFew;
                    if (resume != null) {
                        resume.run();
                    }
                }
            }
        });
    }

    boolean tooMany() {
        return waiting.get() > MANY;
    }

    boolean few() {
        return waiting.get() <= FEW;
    }

    /** @param action is run, on the callback's thread, each time that no more than half of many wait again */
    void whenFew(Runnable action) {
        whenFew = action;
    }
}
