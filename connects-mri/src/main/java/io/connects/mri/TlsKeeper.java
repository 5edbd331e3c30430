package io.connects.mri;

import io.connects.mri.internal.transport.TlsGate;
import io.connects.mri.tls.CertificateExpiry;
import io.connects.mri.tls.KeyMaterial;
import io.connects.mri.tls.MriTls;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the gate's key material up to date and tells of certificates that come near their end. Material that cannot be used is told once, and
 * what was in use stays so. Used by one thread at a time.
 */
final class TlsKeeper {
    private static final Logger log = LoggerFactory.getLogger(MriSession.class);

    private final MriTls tls;
    private final TlsGate gate;
    private final MriListener listener;
    private final ExpiryWatch expiry = new ExpiryWatch();
    private KeyMaterial current;
    private @Nullable String fault;

    /** @throws IllegalArgumentException when there is no key material that can be used */
    TlsKeeper(MriTls tls, TlsGate gate, MriListener listener) {
        this.tls = tls;
        this.gate = gate;
        this.listener = listener;
        try {
            current = tls.source().read();
        } catch (IOException e) {
            throw new IllegalArgumentException("tls: the key material cannot be read: " + reason(e), e);
        }
        gate.use(current);
    }

    /**
     * Looks at the source and at the calendar.
     *
     * @param tell runs each call to the listener, none of which can take another with it
     */
    void check(Consumer<Runnable> tell) {
        try {
            KeyMaterial read = tls.source().read();
            if (!read.equals(current)) {
                gate.use(read);
                current = read;
                log.info("MRI key material replaced: new connections use {}", read);
            }
            fault = null;
        } catch (IOException | RuntimeException e) {
            refused(reason(e), e, tell);
        }
        for (CertificateExpiry due : expiry.due(current, tls.clock().instant())) {
            log.warn(
                    "MRI certificate subject=\"{}\" serial={} {} notAfter={}",
                    due.subject(),
                    due.serialNumber(),
                    due.daysAhead() == 0 ? "has expired" : "expires within days=" + due.daysAhead(),
                    due.notAfter());
            tell.accept(() -> listener.certificateExpiry(due));
        }
    }

    private void refused(String reason, Exception cause, Consumer<Runnable> tell) {
        if (!reason.equals(fault)) {
            fault = reason;
            log.warn("New MRI key material cannot be used, the old one stays in use: {}", reason);
            log.debug("Why it cannot be used", cause);
            tell.accept(() -> listener.keyMaterialRefused(reason));
        }
    }

    private static String reason(Exception e) {
        return e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : e.toString();
    }
}
