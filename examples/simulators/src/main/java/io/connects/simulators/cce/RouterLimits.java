package io.connects.simulators.cce;

/**
 * Where the router begins to refuse tasks.
 *
 * @param queued tasks in queue at once; CCE's registry default is 15,000
 * @param queuedPerSelector of these with one script selector; CCE's default is 10,000 per call type
 * @param ratedPerSecond calls and tasks a second that the router is rated for: congestion control begins at 110 % of it
 */
public record RouterLimits(int queued, int queuedPerSelector, int ratedPerSecond) {
    /** CCE's default queues, and a rate that is our choice: 300 a second, for what a router is rated for depends on its deployment. */
    public static final RouterLimits DEFAULT = new RouterLimits(15_000, 10_000, 300);

    public RouterLimits {
        requirePositive(queued, "queued");
        requirePositive(queuedPerSelector, "queuedPerSelector");
        requirePositive(ratedPerSecond, "ratedPerSecond");
    }

    private static void requirePositive(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + ": must be positive, was " + number);
        }
    }
}
