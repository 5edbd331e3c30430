package io.connects.salesforce.streaming;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Counts what waits for the consumer, and parks whoever would add to it while it is full. Thread-safe. */
final class Room {
    private final int most;
    private final Queue<Runnable> parked = new ArrayDeque<>();
    private int waiting;
    private boolean open;

    Room(int most) {
        this.most = most;
    }

    synchronized void added(int events) {
        waiting += events;
    }

    /** One is done; from half full on, the parked go on. */
    void processed() {
        run(done());
    }

    private synchronized List<Runnable> done() {
        waiting--;
        return waiting <= most / 2 && !parked.isEmpty() ? released() : List.of();
    }

    /** Runs it now if there is room, or later on the thread that makes room. */
    void whenRoom(Runnable proceed) {
        synchronized (this) {
            if (!open && waiting >= most) {
                parked.add(proceed);
                return;
            }
        }
        proceed.run();
    }

    /** From now on there is always room, because nothing is kept any more. */
    void open() {
        List<Runnable> released;
        synchronized (this) {
            open = true;
            released = released();
        }
        run(released);
    }

    private List<Runnable> released() {
        var released = new ArrayList<>(parked);
        parked.clear();
        return released;
    }

    private static void run(List<Runnable> released) {
        released.forEach(Runnable::run);
    }
}
