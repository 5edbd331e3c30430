package io.connects.simulators.finesse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads the header Authorization: Basic with login id and password, or Bearer with an access token. */
final class HttpLogin {
    private HttpLogin() {}

    static Optional<Agent> read(String header, Credentials credentials) {
        if (header.startsWith("Bearer ")) {
            return credentials.bearer(header.substring("Bearer ".length()).strip());
        }
        if (!header.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(header.substring("Basic ".length()).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : credentials.check(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not Base64
        }
    }
}
