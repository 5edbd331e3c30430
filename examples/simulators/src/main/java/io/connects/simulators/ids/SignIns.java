package io.connects.simulators.ids;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sign-ins under way in browsers, and browsers that are known from an earlier one. What is left lying is forgotten. Thread-safe. */
final class SignIns {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<String, SignIn> pending = new LinkedHashMap<>();
    private final Map<String, SignIn> tickets = new HashMap<>();
    private final Map<String, IdsUser> browsers = new HashMap<>();

    /** One of them. */
    static final class SignIn {
        final String id = UUID.randomUUID().toString();
        final String clientId;
        final String redirectUri;
        final String state;
        private final Instant begun;
        private @Nullable IdsUser user;
        private boolean asserted;

        SignIn(String clientId, String redirectUri, String state, Instant begun) {
            this.clientId = clientId;
            this.redirectUri = redirectUri;
            this.state = state;
            this.begun = begun;
        }
    }

    SignIns(InstantSource clock) {
        this.clock = clock;
    }

    synchronized SignIn begin(String clientId, String redirectUri, String state) {
        Instant now = clock.instant();
        pending.values().removeIf(each -> each.begun.plus(PATIENCE).isBefore(now));
        if (pending.size() >= MOST) {
            throw new IdsRefusal(503, "temporarily_unavailable", "too many sign-ins are under way");
        }
        var signIn = new SignIn(clientId, redirectUri, state, now);
        pending.put(signIn.id, signIn);
        return signIn;
    }

    synchronized boolean isPending(String id) {
        return pending.containsKey(id);
    }

    /** The identity provider knows who it is: a ticket for the identity service, good once. */
    synchronized String identified(String id, IdsUser user) {
        SignIn signIn = known(id);
        signIn.user = user;
        String ticket = UUID.randomUUID().toString();
        tickets.put(ticket, signIn);
        return ticket;
    }

    /** The identity service takes the ticket: the browser's cookie, and the id of the sign-in. */
    synchronized Asserted asserted(String ticket) {
        SignIn signIn = tickets.remove(ticket);
        if (signIn == null || signIn.user == null || !pending.containsKey(signIn.id)) {
            throw new IdsRefusal(400, "invalid_request", "the assertion is not known or was used");
        }
        signIn.asserted = true;
        String cookie = UUID.randomUUID().toString();
        browsers.put(cookie, signIn.user);
        return new Asserted(cookie, signIn.id);
    }

    record Asserted(String cookie, String id) {}

    /** Who signed in with this browser before; nobody for an empty cookie. */
    synchronized Optional<IdsUser> ofBrowser(String cookie) {
        return Optional.ofNullable(browsers.get(cookie));
    }

    /** The last hop: whose code goes where. */
    synchronized Finished finish(String id) {
        SignIn signIn = known(id);
        if (!signIn.asserted || signIn.user == null) {
            throw new IdsRefusal(400, "invalid_request", "nobody has signed in yet");
        }
        pending.remove(id);
        return new Finished(signIn, signIn.user);
    }

    record Finished(SignIn signIn, IdsUser user) {}

    /** Browsers have to sign in again. */
    synchronized void forgetBrowsers() {
        browsers.clear();
    }

    private SignIn known(String id) {
        SignIn signIn = pending.get(id);
        if (signIn == null) {
            throw new IdsRefusal(400, "invalid_request", "the sign-in is not known or took too long");
        }
        return signIn;
    }
}
