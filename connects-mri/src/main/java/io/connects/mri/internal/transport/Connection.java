package io.connects.mri.internal.transport;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.MriMessage;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a PIM: the last handler of its pipeline. Over TLS nobody is told of it before the handshake. Owned by the loop. */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final long number;
    private final Channel channel;
    private final boolean tls;
    private final TransportHandler handler;
    private @Nullable String reason;
    private boolean told;

    /** @param tls whether it is one only after a TLS handshake */
    Connection(long number, Channel channel, boolean tls, TransportHandler handler) {
        this.number = number;
        this.channel = channel;
        this.tls = tls;
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

    /** Whether it is none yet. */
    boolean inHandshake() {
        return tls && !told;
    }

    /** Ends the connection at once, without any good-bye. */
    void abort(String why) {
        if (reason == null) {
            reason = why;
        }
        channel.unsafe().close(channel.newPromise()); // past the TLS handler, which would first say good-bye
    }

    /** Ends the connection for a fault of the peer's. */
    private void drop(String why) {
        if (reason == null && told) {
            handler.dropped(String.valueOf(channel.remoteAddress()), why);
        }
        close(why);
    }

    void pauseReading(boolean pause) {
        channel.config().setAutoRead(!pause);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!tls) {
            connected();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                connected();
            } else {
                close(TlsGate.reason(handshake.cause()));
            }
        }
    }

    private void connected() {
        log.debug("A PIM connected peer={}", channel.remoteAddress());
        told = true;
        handler.connected(number, Admission.host(channel));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (reason != null) {
            return;
        }
        if (message instanceof SkippedFrame frame) {
            handler.skipped(number, frame);
        } else {
            handler.received(number, (MriMessage) message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!told) {
            close(TlsGate.reason(cause));
            return;
        }
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        drop(
                root instanceof ProtocolViolationException violation
                        ? new SkippedFrame(violation, null).loggable()
                        : root.toString());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        String why = reason == null ? "closed by the peer" : reason;
        if (told) {
            handler.disconnected(number, why);
        } else {
            handler.refused(Admission.host(channel), why);
        }
    }
}
