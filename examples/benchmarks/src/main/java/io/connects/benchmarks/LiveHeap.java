package io.connects.benchmarks;

import java.lang.management.ManagementFactory;

/** What is in use on the heap of this process. */
public final class LiveHeap {
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    private LiveHeap() {}

    /** What is in use after a collection, in bytes: the least of three. */
    public static long bytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    public static double mebibytes(long bytes) {
        return bytes / MEBIBYTE;
    }
}
