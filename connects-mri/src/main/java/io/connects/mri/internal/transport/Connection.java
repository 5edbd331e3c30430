package io.connects.mri.internal.transport;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.MriMessage;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a PIM: the last handler of its pipeline. Owned by the loop. */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final long number;
    private final Channel channel;
    private final TransportHandler handler;
    private @Nullable String reason;

    Connection(long number, Channel channel, TransportHandler handler) {
        this.number = number;
        this.channel = channel;
        this.handler = handler;
    }

    /** Sends, unless too much waits already: a peer that does not read is dropped. */
    void send(MriMessage message) {
        if (!channel.isActive()) {
            return; // its end is reported, or about to be
        }
        if (!channel.isWritable()) {
            drop("does not read: " + channel.unsafe().outboundBuffer().totalPendingWriteBytes() + " bytes wait for it");
            return;
        }
        channel.writeAndFlush(message).addListener(written -> {
            if (!written.isSuccess()) {
                drop("cannot be written to: " + written.cause());
            }
        });
    }

    /** Ends the connection after what was sent before, but without waiting for a peer that does not read. */
    void close(String why) {
        if (reason == null) {
            reason = why;
        }
        var unused = channel.close();
    }

    /** Ends the connection for a fault of the peer's. */
    private void drop(String why) {
        if (reason == null) {
            log.warn("Dropping an MRI connection peer={} reason={}", channel.remoteAddress(), why);
        }
        close(why);
    }

    void pauseReading(boolean pause) {
        channel.config().setAutoRead(!pause);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        handler.connected(number, String.valueOf(channel.remoteAddress()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (reason != null) {
            return;
        }
        if (message instanceof ProtocolViolationException violation) {
            handler.skipped(number, violation);
        } else {
            handler.received(number, (MriMessage) message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        drop(
                root instanceof ProtocolViolationException violation
                        ? violation.getMessage() + ", bytes " + violation.hex()
                        : root.toString());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        handler.disconnected(number, reason == null ? "closed by the peer" : reason);
    }
}
