package io.connects.mri.internal.transport;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.UnreadableMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to messages. A frame that cannot be read comes out as a {@link SkippedFrame} that says why, and the next one is read.
 * A length that cannot be is thrown: nothing behind it can be told into frames, so the rest of the connection is dropped.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private final MriCodec codec;
    private byte[] frame = new byte[512];
    private boolean lost;

    FrameDecoder(MriCodec codec) {
        this.codec = codec;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        OptionalInt length = frameLength(in.nioBuffer());
        if (length.isEmpty() || length.getAsInt() > in.readableBytes()) {
            return;
        }
        try {
            MriMessage message = codec.read(take(in, length.getAsInt())).orElseThrow();
            Wire.log("in", context.channel(), message, length.getAsInt());
            out.add(message);
        } catch (ProtocolViolationException e) {
            out.add(new SkippedFrame(e, identify(length.getAsInt())));
        }
    }

    private @Nullable UnreadableMessage identify(int length) {
        return codec.identify(Arrays.copyOf(frame, length)).orElse(null);
    }

    /** The frame in an array, which the codec reads in place; netty's own buffers mostly have none. */
    private ByteBuffer take(ByteBuf in, int length) {
        if (frame.length < length) {
            frame = new byte[length];
        }
        in.readBytes(frame, 0, length);
        return ByteBuffer.wrap(frame, 0, length);
    }

    private OptionalInt frameLength(ByteBuffer bytes) {
        try {
            return codec.frameLength(bytes);
        } catch (ProtocolViolationException e) {
            lost = true;
            throw e;
        }
    }
}
