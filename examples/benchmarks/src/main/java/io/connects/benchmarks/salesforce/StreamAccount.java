package io.connects.benchmarks.salesforce;

import io.connects.salesforce.streaming.StreamEvent;
import io.connects.salesforce.streaming.StreamListener;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;

/** Which of the numbered events came, which came again, and which the stream itself said may be missing. Thread-safe. */
final class StreamAccount implements StreamListener {
    private final BitSet seen;
    private final BitSet announced;
    private int highest = -1;
    private long again;
    private int gaps;
    private boolean gap;

    /** @param most numbers there will be, so that the account does not grow while heap is measured */
    StreamAccount(int most) {
        seen = new BitSet(most);
        announced = new BitSet(most);
    }

    @Override
    public void state(State state, Trouble trouble, String reason) {}

    @Override
    public synchronized void subscribed(Set<String> channels, boolean gapless) {
        if (!gapless && highest >= 0) {
            gap = true;
            gaps++;
        }
    }

    @Override
    public synchronized void event(StreamEvent event) {
        int number = number(event);
        if (gap) {
            announced.set(highest + 1, Math.max(highest + 1, number));
            gap = false;
        }
        if (seen.get(number)) {
            again++;
        }
        seen.set(number);
        highest = Math.max(highest, number);
    }

    private static int number(StreamEvent event) {
        if (event.data().get("sobject") instanceof Map<?, ?> record
                && record.get("Subject") instanceof String subject) {
            return Integer.parseInt(subject);
        }
        throw new IllegalStateException("an event without its number");
    }

    synchronized int highest() {
        return highest;
    }

    /** Of numbers 0 to {@code published} - 1: {@code received missing announced redelivered gaps}. */
    synchronized String line(int published) {
        var missing = new BitSet(published);
        missing.set(0, published);
        missing.andNot(seen);
        int absent = missing.cardinality();
        missing.andNot(announced);
        int lost = missing.cardinality();
        return seen.cardinality() + " " + lost + " " + (absent - lost) + " " + again + " " + gaps;
    }
}
