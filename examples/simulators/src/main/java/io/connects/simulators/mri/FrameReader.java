package io.connects.simulators.mri;

import io.connects.core.ProtocolViolationException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames. It alone knows about lengths, and holds at most one frame that is not complete and what was added behind
 * it. Not thread-safe.
 */
public final class FrameReader {
    private final boolean lengthCountsHeader;
    private final int maxBodyBytes;
    private byte[] bytes = new byte[0];
    private int start;

    /** Cuts as this dialect says. */
    public FrameReader(Dialect dialect) {
        lengthCountsHeader = dialect.framing().lengthCountsHeader();
        maxBodyBytes = dialect.framing().maxBodyBytes();
    }

    /** Adds bytes as they came. */
    public void add(byte[] more) {
        int left = bytes.length - start;
        byte[] joined = Arrays.copyOfRange(bytes, start, bytes.length + more.length);
        System.arraycopy(more, 0, joined, left, more.length);
        bytes = joined;
        start = 0;
    }

    /**
     * The next whole frame, its header included; null when more bytes are needed.
     *
     * @throws ProtocolViolationException when the length is more than the dialect allows, or less than a header: the stream cannot be read any
     *     further
     */
    public byte @Nullable [] next() {
        if (bytes.length - start < Wire.HEADER_BYTES) {
            return null;
        }
        long said = Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(start));
        long body = lengthCountsHeader ? said - Wire.HEADER_BYTES : said;
        if (body < 0 || body > maxBodyBytes) {
            throw new ProtocolViolationException(
                    "A frame says that it has a length of " + said, 0, Arrays.copyOfRange(bytes, start, bytes.length));
        }
        int whole = Math.toIntExact(Wire.HEADER_BYTES + body);
        if (bytes.length - start < whole) {
            return null;
        }
        byte[] frame = Arrays.copyOfRange(bytes, start, start + whole);
        start += whole;
        return frame;
    }
}
