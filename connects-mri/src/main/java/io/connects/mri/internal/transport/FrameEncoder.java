package io.connects.mri.internal.transport;

import io.connects.mri.codec.MriCodec;
import io.connects.mri.message.MriMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Messages to bytes. */
final class FrameEncoder extends MessageToByteEncoder<MriMessage> {
    private final MriCodec codec;

    FrameEncoder(MriCodec codec) {
        super(MriMessage.class);
        this.codec = codec;
    }

    @Override
    protected void encode(ChannelHandlerContext context, MriMessage message, ByteBuf out) {
        byte[] frame = codec.write(message);
        Wire.log("out", context.channel(), message, frame.length);
        out.writeBytes(frame);
    }
}
