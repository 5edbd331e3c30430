package io.connects.simulators.mri;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Set;

/**
 * Turns messages into frames and frames into messages, both directions of every message, as a {@link Dialect} says. The writer is strict, the
 * reader lenient. Immutable and thread-safe.
 */
public final class Wire {
    static final int HEADER_BYTES = 8;
    private static final int MOST_HEX_BYTES = 64;
    private static final Set<String> WITH_FLOATS = Set.of(
            "REGISTER_VARIABLES", "CLOSE_REQ", "NEW_TASK", "DO_THIS_WITH_TASK", "RUN_SCRIPT_REQ", "RUN_SCRIPT_RESULT");

    private final Dialect dialect;
    private final FloatCodec floats;

    /** A codec for this dialect. */
    public Wire(Dialect dialect) {
        this.dialect = dialect;
        this.floats = new FloatCodec(dialect);
    }

    /**
     * The frame of a message, its header included.
     *
     * @throws IllegalArgumentException when the dialect cannot carry the message: an unknown name, a field out of range, a text that
     *     is too long, holds a NUL or has characters which the charset lacks, or a body that is too long
     */
    public byte[] encode(Message message) {
        String name = message.name();
        boolean isDialogue = dialect.isDialogue(name);
        if (!isDialogue && !dialect.session().containsKey(name)) {
            throw new IllegalArgumentException("message: the dialect has no " + name);
        }
        Dialect.Layout layout = dialect.layout(name);
        Long subtypedBy = isDialogue ? dialect.framing().subtypedBy() : null;
        long nullId = dialect.framing().nullId();
        ByteBuffer body = ByteBuffer.allocate(dialect.framing().maxBodyBytes());
        try {
            if (subtypedBy != null) {
                body.putInt((int) layout.number());
            }
            if (isDialogue) {
                FixedCodec.write(dialect.framing().dialogueHeader(), message, nullId, body);
            }
            FixedCodec.write(layout.fields(), message, nullId, body);
            floats.write(message, body);
            body.put(HexFormat.of().parseHex(message.surplus()));
        } catch (BufferOverflowException e) {
            throw new IllegalArgumentException("message: " + name + " is longer than " + body.capacity() + " bytes", e);
        }
        body.flip();
        return frame(subtypedBy == null ? layout.number() : subtypedBy, body);
    }

    /** A frame of the type and sub-type of a message around any content. */
    byte[] frame(String message, byte[] content) {
        Dialect.Layout layout = dialect.layout(message);
        Long subtypedBy = dialect.isDialogue(message) ? dialect.framing().subtypedBy() : null;
        if (subtypedBy == null) {
            return frame(layout.number(), ByteBuffer.wrap(content));
        }
        ByteBuffer body = ByteBuffer.allocate(4 + content.length)
                .putInt((int) layout.number())
                .put(content)
                .flip();
        return frame(subtypedBy, body);
    }

    private byte[] frame(long type, ByteBuffer body) {
        int counted = dialect.framing().lengthCountsHeader() ? HEADER_BYTES : 0;
        return ByteBuffer.allocate(HEADER_BYTES + body.remaining())
                .putInt(body.remaining() + counted)
                .putInt((int) type)
                .put(body)
                .array();
    }

    /**
     * What one frame says.
     *
     * @param frame a whole frame as {@link FrameReader} gives it, its header included
     */
    public Incoming decode(byte[] frame) {
        if (frame.length < HEADER_BYTES) {
            return malformed("?", "shorter than a header", frame.length, frame);
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        bytes.getInt();
        long type = Integer.toUnsignedLong(bytes.getInt());
        Long subtypedBy = dialect.framing().subtypedBy();
        if (subtypedBy != null && type == subtypedBy) {
            if (bytes.remaining() < 4) {
                return malformed("?", "no sub-type", bytes.position(), frame);
            }
            long subtype = Integer.toUnsignedLong(bytes.getInt());
            Dialect.Layout layout = Dialect.numbered(dialect.dialogue().values(), subtype);
            return layout == null
                    ? new Incoming.Unrecognised(type, subtype, hex(frame))
                    : read(layout, true, bytes, frame);
        }
        Dialect.Layout session = Dialect.numbered(dialect.session().values(), type);
        if (session != null) {
            return read(session, false, bytes, frame);
        }
        Dialect.Layout direct =
                subtypedBy == null ? Dialect.numbered(dialect.dialogue().values(), type) : null;
        return direct == null ? new Incoming.Unrecognised(type, -1, hex(frame)) : read(direct, true, bytes, frame);
    }

    private Incoming read(Dialect.Layout layout, boolean isDialogue, ByteBuffer bytes, byte[] frame) {
        Message.Builder message = Message.of(layout.name());
        if ((isDialogue && !FixedCodec.read(dialect.framing().dialogueHeader(), bytes, message))
                || !FixedCodec.read(layout.fields(), bytes, message)) {
            return malformed(layout.name(), "ends inside its fixed part", bytes.position(), frame);
        }
        if (WITH_FLOATS.contains(layout.name())) {
            String fault = floats.read(bytes, message);
            if (fault != null) {
                return malformed(layout.name(), fault, bytes.position(), frame);
            }
        } else {
            message.surplus(HexFormat.of().formatHex(frame, bytes.position(), bytes.limit()));
        }
        return message.build();
    }

    private static Incoming malformed(String message, String what, int offset, byte[] frame) {
        return new Incoming.Malformed(message, what, offset, hex(frame));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MOST_HEX_BYTES));
    }
}
