package io.connects.mri.message;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A frame whose type the dialect does not list, kept as it came. Never written by the codec's strict side except as these same bytes. */
public final class Unrecognised implements MriMessage {
    /** No more than the length, type, sub-type and ids that a frame begins with: behind that come people's data. */
    private static final int PRINTED = 16;

    private final byte[] frame;

    /** @param frame the whole frame, header included; copied */
    public Unrecognised(byte[] frame) {
        this.frame = Objects.requireNonNull(frame, "frame").clone();
    }

    /** A copy of the whole frame, header included. */
    public byte[] frame() {
        return frame.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Unrecognised that && Arrays.equals(frame, that.frame);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(frame);
    }

    /** The length and at most the first 16 bytes, as hex digits. */
    @Override
    public String toString() {
        return "Unrecognised[length=" + frame.length + ", frame="
                + HexFormat.of().formatHex(frame, 0, Math.min(frame.length, PRINTED)) + "]";
    }
}
