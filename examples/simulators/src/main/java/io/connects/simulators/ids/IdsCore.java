package io.connects.simulators.ids;

import io.connects.core.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Who may have which tokens, whoever asks. Thread-safe. */
final class IdsCore {
    final IdsOptions options;
    private final Map<String, IdsUser> users = new HashMap<>();
    private final Map<String, IdsApplication> applications = new HashMap<>();
    private final SigningKeys keys = new SigningKeys();
    private final Grants grants;
    private final Set<Secret> secrets = new HashSet<>();
    private int signIns;
    private int issued;
    private int refreshed;
    private int refused;
    private int revoked;
    private int refreshesToRefuse;
    private boolean outOfService;

    IdsCore(IdsOptions options) {
        this.options = options;
        grants = new Grants(options.clock, options.lifetimes, new TokenText(options.format, options.issuer, keys));
        options.users.forEach(user -> users.put(user.userId(), user));
        options.applications.forEach(this::register);
    }

    synchronized void register(IdsApplication application) {
        applications.put(application.clientId(), application);
    }

    synchronized IdsApplication authenticated(String clientId, String secret) {
        IdsApplication application = applications.get(clientId);
        if (application == null
                || secret.isEmpty()
                || !application.clientSecret().equals(Secret.of(secret))) {
            throw new IdsRefusal(401, "invalid_client", "the client is not known or its secret is wrong");
        }
        return application;
    }

    /** Whether a code for this client may go there. */
    synchronized boolean mayRedirect(String clientId, String redirectUri) {
        IdsApplication application = applications.get(clientId);
        return application != null
                && application.redirectUris().stream().map(URI::toString).anyMatch(redirectUri::equals);
    }

    synchronized Optional<IdsUser> signIn(String userId, String password) {
        Optional<IdsUser> user = Optional.ofNullable(users.get(userId))
                .filter(known -> !password.isEmpty() && known.password().equals(Secret.of(password)));
        if (user.isPresent()) {
            signIns++;
        }
        return user;
    }

    synchronized boolean knows(String userId) {
        return users.containsKey(userId);
    }

    synchronized IdsUser user(String userId) {
        IdsUser user = users.get(userId);
        if (user == null) {
            throw new IllegalArgumentException("userId: the identity service has no user " + userId);
        }
        return user;
    }

    synchronized Secret code(String clientId, String redirectUri, IdsUser user) {
        Secret code = grants.code(clientId, redirectUri, user);
        secrets.add(code);
        return code;
    }

    synchronized IdsTokens issue(String clientId, IdsUser user) {
        return issued(grants.issue(clientId, user));
    }

    synchronized IdsTokens exchange(String clientId, String redirectUri, Secret code) {
        return issued(counted(() -> grants.exchange(clientId, redirectUri, code)));
    }

    private IdsTokens issued(IdsTokens tokens) {
        issued++;
        secrets.add(tokens.refresh());
        secrets.add(tokens.access());
        return tokens;
    }

    synchronized IdsTokens refresh(String clientId, Optional<Secret> access, Secret refresh) {
        IdsTokens tokens = counted(() -> {
            if (refreshesToRefuse > 0) {
                refreshesToRefuse--;
                throw IdsRefusal.invalidGrant("refused on demand");
            }
            return grants.refresh(clientId, access, refresh);
        });
        refreshed++;
        secrets.add(tokens.access());
        return tokens;
    }

    private <T> T counted(Supplier<T> grant) {
        try {
            if (outOfService) {
                throw new IdsRefusal(503, "temporarily_unavailable", "the identity service is out of service");
            }
            return grant.get();
        } catch (IdsRefusal e) {
            refused++;
            throw e;
        }
    }

    synchronized Optional<IdsUser> check(Secret access) {
        return grants.check(access);
    }

    synchronized void revoke(String clientId, Secret token) {
        if (grants.revoke(clientId, token)) {
            revoked++;
        }
    }

    synchronized String publicPem() {
        return keys.publicPem();
    }

    synchronized void regenerateKey() {
        keys.regenerate();
        grants.revokeAll();
    }

    synchronized void refuseRefreshes(int count) {
        refreshesToRefuse = count;
    }

    synchronized void outOfService(boolean value) {
        outOfService = value;
    }

    synchronized boolean isOutOfService() {
        return outOfService;
    }

    synchronized IdsLedger ledger() {
        return new IdsLedger(signIns, issued, refreshed, refused, revoked);
    }

    synchronized List<Secret> secrets() {
        return new ArrayList<>(secrets);
    }
}
