package io.connects.salesforce.internal;

import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Failures of connections that stay until somebody acts. */
public final class Lasting {
    private static final int MAX_DEPTH = 10;

    private Lasting() {}

    /** Whether a proxy's refusal, or a certificate that nobody trusts or that is another host's, is behind this. */
    public static boolean is(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_DEPTH)
                .anyMatch(cause -> cause instanceof ProxyRefusedException
                        || cause instanceof CertificateException
                        || cause instanceof SSLPeerUnverifiedException);
    }
}
