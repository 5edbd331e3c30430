package io.connects.finesse.xmpp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much may wait, by number and by size. Thread-safe. */
final class Room {
    /** So many may wait, whatever their size. */
    static final int MOST = 10_000;

    private final long mostSize;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong size = new AtomicLong();

    Room(long mostSize) {
        this.mostSize = mostSize;
    }

    /** Answers false when there is no room; it is in nevertheless, and is to leave. */
    boolean enter(int itsSize) {
        int number = waiting.incrementAndGet();
        long together = size.addAndGet(itsSize);
        return number <= MOST && together <= mostSize;
    }

    void leave(int itsSize) {
        waiting.decrementAndGet();
        size.addAndGet(-itsSize);
    }
}
