package io.connects.core;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The peer broke the protocol: nothing to retry; keep the bytes and report them. */
public final class ProtocolViolationException extends ConnectsException {
    private static final long serialVersionUID = 1L;

    /** How many of the offending bytes are kept. */
    public static final int MAX_BYTES_KEPT = 64;

    private final int offset;
    private final String hex;

    /**
     * @param offset where in the message the rule was broken, in bytes from its start; -1 when that says nothing
     * @param bytes the message, of which at most {@value #MAX_BYTES_KEPT} bytes are kept
     */
    public ProtocolViolationException(String message, int offset, byte[] bytes, @Nullable Throwable cause) {
        super(message, cause, false);
        this.offset = offset;
        this.hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MAX_BYTES_KEPT));
    }

    public ProtocolViolationException(String message, int offset, byte[] bytes) {
        this(message, offset, bytes, null);
    }

    public int offset() {
        return offset;
    }

    /** At most {@value #MAX_BYTES_KEPT} bytes of the message, as hex digits. */
    public String hex() {
        return hex;
    }
}
