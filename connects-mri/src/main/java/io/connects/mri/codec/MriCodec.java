package io.connects.mri.codec;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.Unrecognised;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Frames to messages and back, in one dialect; needs no socket. Lenient when reading: a frame of unknown type becomes {@link Unrecognised},
 * unknown floating fields are skipped, bytes after the fixed part of a message without floating fields are ignored; a body that is cut short
 * is a {@link ProtocolViolationException}, after which the next frame can be read. Strict when writing.
 *
 * <p>Immutable and thread-safe.
 */
public final class MriCodec {
    private final MriDialect dialect;
    private final FloatPart floats;
    private final Map<Class<? extends MriMessage>, MessageCodec<?>> byClass = new HashMap<>();
    private final Map<Long, MessageCodec<?>> byType = new HashMap<>();
    private final Map<Long, MessageCodec<?>> bySubType = new HashMap<>();

    private MriCodec(MriDialect dialect, EccTags tags) {
        this.dialect = dialect;
        this.floats = new FloatPart(dialect, tags);
        boolean subtyped = dialect.framing().dialogueType().isPresent();
        for (MessageCodec<?> codec : MessageCodecs.ALL) {
            byClass.put(codec.message(), codec);
            (codec.dialogue() && subtyped ? bySubType : byType)
                    .put(dialect.layout(codec.row()).number(), codec);
        }
    }

    /** A codec that knows no ECC tags yet. */
    public static MriCodec of(MriDialect dialect) {
        return new MriCodec(dialect, EccTags.NONE);
    }

    /** The same codec with these ECC tags, and no others, for dialects that register them. */
    public MriCodec with(RegisterVariables registered) {
        return new MriCodec(dialect, new EccTags(registered.variables()));
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
        if (bytes.remaining() < Integer.BYTES) {
            return OptionalInt.empty();
        }
        long said = Integer.toUnsignedLong(bytes.getInt(bytes.position()));
        long body = dialect.framing().lengthCountsHeader() ? said - Framing.HEADER_BYTES : said;
        if (body < 0 || body > dialect.maxBodyBytes()) {
            byte[] kept = new byte[Math.min(bytes.remaining(), ProtocolViolationException.MAX_BYTES_KEPT)];
            bytes.duplicate().get(kept);
            throw new ProtocolViolationException(
                    "MessageLength: a body of " + body + " bytes, at most " + dialect.maxBodyBytes() + " are possible",
                    0,
                    kept);
        }
        return OptionalInt.of((int) body + Framing.HEADER_BYTES);
    }

    /**
     * Takes one whole frame, or nothing when it is not all there.
     *
     * @throws ProtocolViolationException when the length cannot be (nothing is taken), or the body is cut short (the frame is taken)
     */
    public Optional<MriMessage> read(ByteBuffer bytes) {
        OptionalInt length = frameLength(bytes);
        if (length.isEmpty() || length.getAsInt() > bytes.remaining()) {
            return Optional.empty();
        }
        byte[] frame = new byte[length.getAsInt()];
        bytes.get(frame);
        return Optional.of(decode(frame));
    }

    private MriMessage decode(byte[] frame) {
        var in = new FrameReader(frame);
        in.number(Integer.BYTES, "MessageLength");
        long type = in.number(Integer.BYTES, "MessageType");
        OptionalLong dialogueType = dialect.framing().dialogueType();
        boolean subtyped = dialogueType.isPresent() && dialogueType.getAsLong() == type;
        MessageCodec<?> codec = subtyped ? bySubType.get(in.number(Integer.BYTES, "MessageSubType")) : byType.get(type);
        if (codec == null) {
            return new Unrecognised(frame);
        }
        var body = new Body(dialect.framing().nullId());
        if (codec.dialogue()) {
            FixedPart.read(dialect.framing().dialogueHeader(), in, body);
        }
        FixedPart.read(dialect.layout(codec.row()).fields(), in, body);
        if (codec.floats() != MessageCodec.Floats.NONE) {
            floats.read(in, body);
        }
        return codec.read(body);
    }

    /**
     * The whole frame of a message.
     *
     * @throws IllegalArgumentException naming the field that does not fit the dialect: too long, not in its charset, not registered
     */
    public byte[] write(MriMessage message) {
        if (message instanceof Unrecognised raw) {
            return raw.frame();
        }
        MessageCodec<?> codec = codec(message);
        byte[] body = body(codec, message);
        if (body.length > dialect.maxBodyBytes()) {
            throw new IllegalArgumentException(codec.row() + ": a body of " + body.length + " bytes, at most "
                    + dialect.maxBodyBytes() + " are possible");
        }
        var frame = new FrameWriter();
        frame.number(body.length + (dialect.framing().lengthCountsHeader() ? Framing.HEADER_BYTES : 0), Integer.BYTES);
        frame.number(type(codec), Integer.BYTES);
        frame.bytes(body);
        return frame.toByteArray();
    }

    /**
     * How many bytes the message would take after its header, be that possible or not.
     *
     * @throws IllegalArgumentException as {@link #write}, but for the size of the whole
     */
    public int bodyLength(MriMessage message) {
        return message instanceof Unrecognised raw
                ? raw.frame().length - Framing.HEADER_BYTES
                : body(codec(message), message).length;
    }

    private MessageCodec<?> codec(MriMessage message) {
        MessageCodec<?> codec = byClass.get(message.getClass());
        if (codec == null) {
            throw new IllegalStateException("No codec for " + message.getClass());
        }
        return codec;
    }

    private long type(MessageCodec<?> codec) {
        long number = dialect.layout(codec.row()).number();
        return codec.dialogue() ? dialect.framing().dialogueType().orElse(number) : number;
    }

    private <M extends MriMessage> byte[] body(MessageCodec<M> codec, MriMessage message) {
        var out = new FrameWriter();
        var body = new Body(dialect.framing().nullId());
        codec.write(codec.message().cast(message), body);
        Layout layout = dialect.layout(codec.row());
        if (message instanceof DialogueMessage dialogue) {
            if (dialect.framing().dialogueType().isPresent()) {
                out.number(layout.number(), Integer.BYTES);
            }
            body.number(Names.DIALOGUE_ID, dialogue.dialogueId());
            body.number(Names.SEND_SEQ_NO, dialogue.sendSeqNo());
            FixedPart.write(dialect.framing().dialogueHeader(), body, out);
        }
        FixedPart.write(layout.fields(), body, out);
        floats.write(body, codec.floats() == MessageCodec.Floats.VARIABLES, out);
        return out.toByteArray();
    }
}
