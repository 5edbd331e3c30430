package io.connects.mri.codec;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.UnreadableMessage;
import io.connects.mri.message.Unrecognised;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Frames to messages and back, in one dialect; needs no socket. Lenient when reading: a frame of unknown type becomes {@link Unrecognised},
 * unknown floating fields are skipped, bytes after the fixed part of a message without floating fields are ignored; a body that is cut short
 * is a {@link ProtocolViolationException}, after which the next frame can be read. Strict when writing.
 *
 * <p>Immutable and thread-safe.
 */
public final class MriCodec {
    /** The most bytes that all ECC variables of a message may take together, tags and lengths included: Cisco's limit for an ECC payload. */
    public static final int MAX_ECC_BYTES = 2000;

    private static final int TYPE_OFFSET = 4;
    private static final int UNKNOWN = -1;

    private final MriDialect dialect;
    private final FloatTable floats;
    private final EccFloats ecc;
    private final Map<Class<? extends MriMessage>, BoundMessage<?>> byClass = new HashMap<>();
    private final NumberTable byType;
    private final NumberTable bySubType;
    private final boolean subtyped;
    private final int dialogueType;

    private MriCodec(MriDialect dialect, FloatTable floats, EccTags tags) {
        this.dialect = dialect;
        this.floats = floats;
        ecc = new EccFloats(floats, tags);
        OptionalLong type = dialect.framing().dialogueType();
        subtyped = type.isPresent();
        dialogueType = (int) type.orElse(0);
        var types = new TreeMap<Integer, BoundMessage<?>>();
        var subTypes = new TreeMap<Integer, BoundMessage<?>>();
        for (MessageRow<?> row : MessageRows.ALL) {
            BoundMessage<?> bound = new BoundMessage<>(row, dialect, floats, tags);
            byClass.put(row.message(), bound);
            (row.dialogue() && subtyped ? subTypes : types)
                    .put((int) dialect.layout(row.name()).number(), bound);
        }
        byType = new NumberTable(types);
        bySubType = new NumberTable(subTypes);
    }

    /** A codec that knows no ECC tags yet. */
    public static MriCodec of(MriDialect dialect) {
        return new MriCodec(dialect, new FloatTable(dialect), EccTags.NONE);
    }

    /** The same codec with these ECC tags, and no others, for dialects that register them. */
    public MriCodec with(RegisterVariables registered) {
        return new MriCodec(dialect, floats, new EccTags(registered.variables()));
    }

    public MriDialect dialect() {
        return dialect;
    }

    /**
     * How long the frame that begins at the buffer's position is, header included; empty when its length field is not all there. Takes nothing.
     *
     * @throws ProtocolViolationException when the length cannot be; what follows cannot be told into frames any more
     */
    public OptionalInt frameLength(ByteBuffer bytes) {
        int length = lengthOf(bytes);
        return length == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(length);
    }

    private int lengthOf(ByteBuffer bytes) {
        if (bytes.remaining() < Integer.BYTES) {
            return UNKNOWN;
        }
        int number = bytes.getInt(bytes.position());
        long said =
                Integer.toUnsignedLong(bytes.order() == ByteOrder.BIG_ENDIAN ? number : Integer.reverseBytes(number));
        long body = dialect.framing().lengthCountsHeader() ? said - Framing.HEADER_BYTES : said;
        if (body < 0 || body > dialect.maxBodyBytes()) {
            byte[] kept = new byte[Math.min(bytes.remaining(), ProtocolViolationException.MAX_BYTES_KEPT)];
            bytes.duplicate().get(kept);
            throw new ProtocolViolationException(
                    "MessageLength: a body of " + body + " bytes, at most " + dialect.maxBodyBytes() + " are possible",
                    0,
                    kept);
        }
        return (int) body + Framing.HEADER_BYTES;
    }

    /**
     * Takes one whole frame, or nothing when it is not all there. Reads in place where the buffer has an array, and copies the frame first where it
     * has none.
     *
     * @throws ProtocolViolationException when the length cannot be (nothing is taken), or the body is cut short (the frame is taken)
     */
    public Optional<MriMessage> read(ByteBuffer bytes) {
        int length = lengthOf(bytes);
        if (length == UNKNOWN || length > bytes.remaining()) {
            return Optional.empty();
        }
        int position = bytes.position();
        if (bytes.hasArray()) {
            bytes.position(position + length);
            return Optional.of(decode(new FrameReader(bytes.array(), bytes.arrayOffset() + position, length)));
        }
        byte[] frame = new byte[length];
        bytes.get(frame);
        return Optional.of(decode(new FrameReader(frame, 0, length)));
    }

    /**
     * Which message of which dialogue a frame is that {@link #read} found to be cut short. Empty when the dialect does not list it, when it is of
     * no dialogue, or when it ends before its dialogue id.
     *
     * @param frame one whole frame, header included
     */
    public Optional<UnreadableMessage> identify(byte[] frame) {
        if (frame.length < Framing.HEADER_BYTES) {
            return Optional.empty();
        }
        var in = new FrameReader(frame, 0, frame.length);
        boolean nameless = isSubtyped(in) && frame.length < Framing.HEADER_BYTES + Integer.BYTES;
        BoundMessage<?> message = nameless ? null : bound(in);
        return message == null ? Optional.empty() : message.identify(in);
    }

    private MriMessage decode(FrameReader in) {
        if (isSubtyped(in)) {
            in.check("MessageSubType", Framing.HEADER_BYTES, in.length(), Integer.BYTES);
        }
        BoundMessage<?> message = bound(in);
        return message == null ? new Unrecognised(in.toByteArray()) : message.read(in);
    }

    private boolean isSubtyped(FrameReader in) {
        return subtyped && in.number(TYPE_OFFSET, Integer.BYTES) == dialogueType;
    }

    private @Nullable BoundMessage<?> bound(FrameReader in) {
        return isSubtyped(in)
                ? bySubType.get(in.number(Framing.HEADER_BYTES, Integer.BYTES))
                : byType.get(in.number(TYPE_OFFSET, Integer.BYTES));
    }

    /**
     * The whole frame of a message.
     *
     * @throws IllegalArgumentException naming the field that does not fit the dialect: too long, not in its charset, not registered; or all ECC
     *     variables, when they take more than {@value #MAX_ECC_BYTES} bytes together
     */
    public byte[] write(MriMessage message) {
        if (message instanceof Unrecognised raw) {
            return raw.frame();
        }
        BoundMessage<?> bound = bound(message);
        FrameWriter out = bound.write(message);
        int body = out.length() - Framing.HEADER_BYTES;
        if (body > dialect.maxBodyBytes()) {
            throw new IllegalArgumentException(bound.name() + ": a body of " + body + " bytes, at most "
                    + dialect.maxBodyBytes() + " are possible");
        }
        out.put(0, Integer.BYTES, dialect.framing().lengthCountsHeader() ? out.length() : body);
        return out.toByteArray();
    }

    /**
     * How many bytes the message would take after its header, be that possible or not.
     *
     * @throws IllegalArgumentException as {@link #write}, but for the size of the whole
     */
    public int bodyLength(MriMessage message) {
        return message instanceof Unrecognised raw
                ? raw.frame().length - Framing.HEADER_BYTES
                : bound(message).write(message).length() - Framing.HEADER_BYTES;
    }

    /**
     * How many bytes the ECC variables take in a message, tags and lengths included, be that possible or not.
     *
     * @throws IllegalArgumentException naming the variable that does not fit the dialect by itself
     */
    public int eccBytes(TaskVariables variables) {
        var out = new FrameWriter(new byte[0], ecc.room(variables));
        ecc.write(out, variables);
        return out.length();
    }

    private BoundMessage<?> bound(MriMessage message) {
        BoundMessage<?> bound = byClass.get(message.getClass());
        if (bound == null) {
            throw new IllegalStateException("No codec for " + message.getClass());
        }
        return bound;
    }
}
