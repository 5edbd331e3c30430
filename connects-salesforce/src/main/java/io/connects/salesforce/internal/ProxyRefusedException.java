package io.connects.salesforce.internal;

import java.io.IOException;

/** The outbound proxy let no connection through, and will not until somebody acts. Nothing was sent to the org. */
public final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    public ProxyRefusedException(String message) {
        super(message);
    }
}
