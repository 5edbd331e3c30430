package io.connects.simulators.salesforce;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The access tokens that are good now. A new process knows none of the old ones. Thread-safe. */
final class Tokens {
    private final Set<String> valid = ConcurrentHashMap.newKeySet();
    private final AtomicInteger issued = new AtomicInteger();

    String issue() {
        String token = "00D5e0000000001!" + UUID.randomUUID().toString().replace("-", "");
        valid.add(token);
        issued.incrementAndGet();
        return token;
    }

    /** Whether an Authorization header carries a good token; Salesforce takes {@code Bearer} and {@code OAuth}. */
    boolean authorises(@Nullable String header) {
        if (header == null) {
            return false;
        }
        int space = header.indexOf(' ');
        String scheme = space < 0 ? "" : header.substring(0, space);
        return (scheme.equalsIgnoreCase("Bearer") || scheme.equalsIgnoreCase("OAuth"))
                && valid.contains(header.substring(space + 1).strip());
    }

    void revoke(String token) {
        valid.remove(token);
    }

    void expireAll() {
        valid.clear();
    }

    int issued() {
        return issued.get();
    }
}
