package io.connects.core.routing;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was tried for one PSR so far. Stays with the PSR while another one of the same work item takes its place. Not thread-safe. */
final class History {
    /** Submissions; the next one is numbered one more, so that no key is used twice. */
    int attempts;

    int failures;
    int retries;
    int returns;
    /** When it was submitted lately, re-targets and lost sessions apart; newest last. */
    final Deque<Long> submissions = new ArrayDeque<>();
}
