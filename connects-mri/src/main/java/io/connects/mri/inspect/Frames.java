package io.connects.mri.inspect;

import io.connects.mri.inspect.Conversation.Chunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongPredicate;

/**
 * A conversation cut into frames, in the order in which they became whole.
 *
 * @param unframed how many bytes belong to no frame: what stood before the first plausible header, behind a gap, or was cut off at the end
 */
record Frames(List<CapturedFrame> frames, int unframed) {
    private static final int HEADER_BYTES = 8;
    private static final int MOST_TYPE = 0xFFFF;
    private static final int PLAUSIBLE_CHAIN = 3;
    private static final int MOST_AT_ONCE = 64 * 1024;

    Frames {
        frames = List.copyOf(frames);
    }

    /**
     * Cuts by the length at the front of every frame. Where the stream is entered or re-entered, a header is plausible when its type is known, or
     * small and followed by others or by nothing.
     *
     * @param countedHeaderBytes how many bytes of the header the length counts: 0 or 8
     * @param knownType whether a dialect has this message type
     */
    static Frames of(Conversation conversation, int countedHeaderBytes, int maxBodyBytes, LongPredicate knownType) {
        var cutter = new Cutter(conversation, countedHeaderBytes, maxBodyBytes, knownType);
        conversation.chunks().forEach(cutter::add);
        return new Frames(cutter.frames, cutter.unframed + cutter.left());
    }

    /** Both directions being cut. */
    private static final class Cutter {
        private final Conversation conversation;
        private final int counted;
        private final int maxBodyBytes;
        private final LongPredicate knownType;
        private final List<CapturedFrame> frames = new ArrayList<>();
        private final Map<Side, Waiting> waiting = new EnumMap<>(Side.class);
        private int unframed;

        /** Bytes that are no whole frame yet, and whether their first one is known to start one. */
        private static final class Waiting {
            private byte[] bytes = {};
            private int count;
            private boolean inStep;

            private void add(byte[] from, int at, int more) {
                if (count + more > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + more));
                }
                System.arraycopy(from, at, bytes, count, more);
                count += more;
            }

            private void drop(int first) {
                System.arraycopy(bytes, first, bytes, 0, count - first);
                count -= first;
            }
        }

        private Cutter(Conversation conversation, int counted, int maxBodyBytes, LongPredicate knownType) {
            this.conversation = conversation;
            this.counted = counted;
            this.maxBodyBytes = maxBodyBytes;
            this.knownType = knownType;
        }

        private int left() {
            return waiting.values().stream().mapToInt(side -> side.count).sum();
        }

        private void add(Chunk chunk) {
            Waiting side = waiting.computeIfAbsent(chunk.from(), from -> {
                var fresh = new Waiting();
                fresh.inStep = !chunk.lostBefore();
                return fresh;
            });
            if (chunk.lostBefore()) {
                unframed += side.count;
                side.count = 0;
                side.inStep = false;
            }
            for (int at = 0; at < chunk.bytes().length; at += MOST_AT_ONCE) {
                side.add(chunk.bytes(), at, Math.min(MOST_AT_ONCE, chunk.bytes().length - at));
                cut(side, chunk);
            }
        }

        private void cut(Waiting side, Chunk chunk) {
            ByteBuffer in = ByteBuffer.wrap(side.bytes, 0, side.count);
            int at = 0;
            boolean mayBeKnown = true; // one search that finds no known type speaks for the rest of the buffer
            while (at + HEADER_BYTES <= side.count) {
                if (!side.inStep || length(in, at).isEmpty()) {
                    int entry = mayBeKnown ? entry(in, at, knownType, true) : in.limit();
                    if (entry == in.limit()) {
                        mayBeKnown = false;
                        entry = entry(in, at, type -> type > 0 && type <= MOST_TYPE, false);
                    }
                    side.inStep = entry < side.count;
                    unframed += entry - at;
                    at = entry;
                    continue;
                }
                int end = at + length(in, at).getAsInt();
                if (end > side.count) {
                    break;
                }
                byte[] frame = Arrays.copyOfRange(side.bytes, at, end);
                frames.add(new CapturedFrame(conversation, chunk.time(), chunk.from(), frame));
                at = end;
            }
            side.drop(at);
        }

        /** Where the first plausible header stands; the end of the buffer without one, for then nothing in it can be told into frames. */
        private int entry(ByteBuffer in, int from, LongPredicate type, boolean mayBeCut) {
            for (int at = from; at + HEADER_BYTES <= in.limit(); at++) {
                if (plausible(in, at, type, mayBeCut)) {
                    return at;
                }
            }
            return in.limit();
        }

        /** The whole length of the frame that starts here; empty when it cannot be one. */
        private OptionalInt length(ByteBuffer in, int at) {
            long body = Integer.toUnsignedLong(in.getInt(at)) - counted;
            return body < 0 || body > maxBodyBytes ? OptionalInt.empty() : OptionalInt.of((int) body + HEADER_BYTES);
        }

        /** @param mayBeCut whether the last frame of the chain may go on beyond the buffer */
        private boolean plausible(ByteBuffer in, int at, LongPredicate type, boolean mayBeCut) {
            int here = at;
            for (int chained = 0; chained < PLAUSIBLE_CHAIN; chained++) {
                if (here == in.limit()) {
                    return chained > 0;
                }
                if (here + HEADER_BYTES > in.limit()) {
                    return mayBeCut && chained > 0;
                }
                if (length(in, here).isEmpty() || !type.test(Integer.toUnsignedLong(in.getInt(here + Integer.BYTES)))) {
                    return false;
                }
                here += length(in, here).getAsInt();
            }
            return true;
        }
    }
}
