package io.connects.core.routing;

import java.time.Duration;

/** What to do when Cisco's script answers with a label instead of an agent. */
public sealed interface LabelAction {

    /** Make a Salesforce queue the owner of the work item. */
    record HandToQueue(String queueId) implements LabelAction {}

    /** Park the item and raise an alarm: the default. */
    record Park() implements LabelAction {}

    /** Submit the item again after this time, with its original request time. */
    record RetryAfter(Duration delay) implements LabelAction {
        public RetryAfter {
            if (delay.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("delay: must be at least one second, was " + delay);
            }
        }
    }

    /** Leave the item alone until its queue, channel or preferred user changes, or a newer PSR comes. */
    record Ignore() implements LabelAction {}
}
