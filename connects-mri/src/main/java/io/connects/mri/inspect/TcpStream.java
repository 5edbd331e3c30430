package io.connects.mri.inspect;

import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One direction of a connection: segments in any order, bytes in order. Takes the first copy of every byte. */
final class TcpStream {
    private static final int MOST_HELD_BYTES = 1 << 20;
    private static final int MOST_HELD_SEGMENTS = 1_000;

    /** What waits for bytes before it, by its distance from the first byte seen, which is good for streams of up to 2 GiB. */
    private final TreeMap<Long, byte[]> held = new TreeMap<>();

    private boolean begun;
    private int base;
    private long next;
    private long heldBytes;
    private boolean lost;

    /** Where bytes go once they are in order. */
    interface Sink {
        void take(@Nullable Instant time, byte[] bytes, boolean lostBefore);
    }

    boolean begun() {
        return begun;
    }

    /** Starts with the byte behind a SYN, or wherever the capture begins. */
    void begin(int sequence) {
        begun = true;
        base = sequence;
        next = 0;
    }

    /** How far a sequence number is from the next byte; negative for what was there before. */
    private long distance(int sequence) {
        int wrapped = sequence - (int) (base + next); // sequence numbers wrap at 2^32
        return wrapped;
    }

    /** Whether this sequence number is so far away that it belongs to another connection of the same ports. */
    boolean isForeign(int sequence) {
        return begun && Math.abs(distance(sequence)) > 1 << 24;
    }

    void add(TcpSegment segment, Sink sink) {
        if (segment.payload().length + segment.missing() == 0) {
            return;
        }
        int sequence = segment.sequence() + (segment.has(TcpSegment.SYN) ? 1 : 0);
        if (!begun) {
            begin(sequence);
            lost = true;
        }
        hold(next + distance(sequence), segment.payload());
        deliver(segment.time(), sink);
        if (heldBytes > MOST_HELD_BYTES || held.size() > MOST_HELD_SEGMENTS) {
            skipGap(segment.time(), sink);
        }
    }

    private void hold(long from, byte[] payload) {
        if (payload.length == 0 || from + payload.length <= next) {
            return;
        }
        long at = Math.max(from, next);
        byte[] bytes = Arrays.copyOfRange(payload, (int) (at - from), payload.length);
        byte[] before = held.get(at);
        if (before == null || before.length < bytes.length) {
            held.put(at, bytes);
            heldBytes += bytes.length - (before == null ? 0 : before.length);
        }
    }

    private void deliver(@Nullable Instant time, Sink sink) {
        while (!held.isEmpty() && held.firstKey() <= next) {
            var first = held.pollFirstEntry();
            byte[] bytes = first.getValue();
            heldBytes -= bytes.length;
            long known = next - first.getKey();
            if (known < bytes.length) {
                next = first.getKey() + bytes.length;
                sink.take(time, Arrays.copyOfRange(bytes, (int) known, bytes.length), lost);
                lost = false;
            }
        }
    }

    /** The peer has confirmed bytes up to here: what the capture lacks in front of what is held will not come any more. */
    void acknowledged(TcpSegment segment, Sink sink) {
        if (begun && distance(segment.acknowledged()) > 0 && !isForeign(segment.acknowledged())) {
            long confirmed = next + distance(segment.acknowledged());
            while (!held.isEmpty() && held.firstKey() < confirmed) {
                skipGap(segment.time(), sink);
            }
        }
    }

    /** Goes on behind whatever is missing. */
    void skipGap(@Nullable Instant time, Sink sink) {
        if (!held.isEmpty()) {
            lost |= held.firstKey() > next;
            next = Math.max(next, held.firstKey());
            deliver(time, sink);
        }
    }

    /** Delivers all that is left. */
    void end(@Nullable Instant time, Sink sink) {
        while (!held.isEmpty()) {
            skipGap(time, sink);
        }
    }
}
