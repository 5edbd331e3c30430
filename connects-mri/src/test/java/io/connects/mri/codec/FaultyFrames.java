package io.connects.mri.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * Frames as no peer should send them: random messages with bytes changed, cut, repeated or made up. The same seed makes the same ones. Not
 * thread-safe.
 */
public final class FaultyFrames {
    private static final int LONGEST = 512;

    private final RandomMessages messages;
    private final MriDialect dialect;
    private final Random random;

    private FaultyFrames(MriDialect dialect, long seed) {
        this.dialect = dialect;
        messages = RandomMessages.of(dialect, seed);
        random = new Random(seed);
    }

    public static FaultyFrames of(MriDialect dialect, long seed) {
        return new FaultyFrames(dialect, seed);
    }

    /** The codec to read them with. */
    public MriCodec codec() {
        return messages.codec();
    }

    /** A frame whose length is right half of the time. */
    public byte[] next() {
        byte[] frame = switch (random.nextInt(8)) {
            case 0 -> random(8 + random.nextInt(LONGEST));
            case 1 -> withHeaderOf(messages.codec().write(messages.next()));
            default -> mutated(messages.codec().write(messages.next()));
        };
        if (random.nextBoolean()) {
            setLength(frame);
        }
        return frame;
    }

    /** Makes the length of a frame right. */
    public void setLength(byte[] frame) {
        ByteBuffer.wrap(frame).putInt(0, dialect.framing().lengthCountsHeader() ? frame.length : frame.length - 8);
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A known type, and sub-type, over a body of random bytes. */
    private byte[] withHeaderOf(byte[] frame) {
        byte[] made = random(Math.max(12, 8 + random.nextInt(LONGEST)));
        System.arraycopy(frame, 0, made, 0, Math.min(frame.length, 12));
        return made;
    }

    private byte[] mutated(byte[] frame) {
        byte[] made = frame;
        if (random.nextInt(3) == 0) {
            made = Arrays.copyOf(frame, 8 + random.nextInt(frame.length - 7 + 16)); // cut or filled with NULs
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            int at = random.nextInt(made.length);
            made[at] = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> -1;
                case 2 -> (byte) (made[at] + 1);
                default -> (byte) random.nextInt();
            };
        }
        return made;
    }
}
