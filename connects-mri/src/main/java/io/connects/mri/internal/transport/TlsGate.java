package io.connects.mri.internal.transport;

import io.connects.mri.tls.KeyMaterial;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.ssl.SslProvider;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes the TLS handler of each connection, from the key material of the moment. Connections that stand keep theirs. Thread-safe. */
public final class TlsGate {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    /** A peer that does not read shall not hold up the end of its connection. */
    private static final Duration GOOD_BYE = Duration.ofMillis(500);

    private final Duration handshakeDeadline;
    private volatile @Nullable SslContext context;

    public TlsGate(Duration handshakeDeadline) {
        this.handshakeDeadline = handshakeDeadline;
    }

    /**
     * Uses this for connections from now on.
     *
     * @throws IllegalArgumentException when TLS cannot be spoken with it; nothing is changed then
     */
    public void use(KeyMaterial material) {
        try {
            context = SslContextBuilder.forServer(
                            material.key(), material.chain().toArray(X509Certificate[]::new))
                    .sslProvider(SslProvider.JDK)
                    .trustManager(material.trust().toArray(X509Certificate[]::new))
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols(PROTOCOLS)
                    .build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("tls: cannot be spoken with this key material: " + e.getMessage(), e);
        }
    }

    SslHandler newHandler(ByteBufAllocator allocator) {
        SslHandler handler =
                Objects.requireNonNull(context, "no key material yet").newHandler(allocator);
        handler.setHandshakeTimeoutMillis(handshakeDeadline.toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(GOOD_BYE.toMillis());
        return handler;
    }

    /** Why a handshake failed, for people. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof NotSslRecordException)) {
            root = root.getCause();
        }
        if (root instanceof NotSslRecordException) {
            return "does not speak TLS";
        }
        if (root instanceof SslHandshakeTimeoutException) {
            return "no TLS handshake in time";
        }
        return root instanceof ClosedChannelException
                ? "closed during the TLS handshake"
                : "TLS handshake failed: " + root.getMessage();
    }
}
