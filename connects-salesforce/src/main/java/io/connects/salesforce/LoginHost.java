package io.connects.salesforce;

import io.connects.core.http.Loopback;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Salesforce's login hosts are good for. */
final class LoginHost {
    private static final String PRODUCTION = "login.salesforce.com";
    private static final String SANDBOX = "test.salesforce.com";
    private static final String SALESFORCE = ".salesforce.com";

    private LoginHost() {}

    /** Why tokens of these credentials cannot be fetched there; null when they can. */
    static @Nullable String fault(URI uri, @Nullable Credentials credentials) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = host(uri);
        if (uri.getUserInfo() != null || uri.getQuery() != null) {
            return "must not hold credentials or a query";
        }
        if (!List.of("http", "https").contains(scheme) || host.isEmpty()) {
            return "must look like https://example.my.salesforce.com, was " + uri;
        }
        if (scheme.equals("http") && !Loopback.is(host)) {
            return "must be https, because a secret is sent there; http is for loopback only, was " + uri;
        }
        if (credentials instanceof Credentials.ClientCredentials
                && Set.of(PRODUCTION, SANDBOX).contains(host)) {
            return "the client credentials flow works at the org's My Domain only, such as"
                    + " https://example.my.salesforce.com, not at " + host;
        }
        return null;
    }

    /** Whom a JWT for this host has to name: Salesforce's two login services, or the host itself where it is of neither. */
    static String audience(URI uri) {
        String host = host(uri);
        if (host.equals(SANDBOX) || (host.endsWith(SALESFORCE) && isSandbox(host))) {
            return "https://" + SANDBOX;
        }
        if (host.endsWith(SALESFORCE)) {
            return "https://" + PRODUCTION;
        }
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** {@code example--uat.sandbox.my...}, its older forms {@code example--uat.my...} and {@code cs42}, and {@code example.scratch.my...}. */
    private static boolean isSandbox(String host) {
        String[] labels = host.split("\\.", -1);
        return labels[0].contains("--")
                || labels[0].matches("cs\\d+")
                || Set.of("sandbox", "scratch").contains(labels[1]);
    }

    private static String host(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    }
}
