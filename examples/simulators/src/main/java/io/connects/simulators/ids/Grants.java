package io.connects.simulators.ids;

import io.connects.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Codes and tokens that were issued, and what they are good for: a code once, an access token until its end, a refresh token only while the access token
 * that was issued last with it lives too. Forgets what has ended. Guarded by its owner.
 */
final class Grants {
    private final InstantSource clock;
    private final Lifetimes lifetimes;
    private final TokenText text;
    private final Map<Secret, Code> codes = new HashMap<>();
    private final Map<Secret, Grant> byAccess = new HashMap<>();
    private final Map<Secret, Grant> byRefresh = new HashMap<>();

    private record Code(String clientId, String redirectUri, IdsUser user, Instant end) {}

    /** All that came of one sign-in. */
    private static final class Grant {
        private final String clientId;
        private final IdsUser user;
        private final Secret refresh;
        private final String refreshId;
        private final Instant refreshEnd;
        private final Map<Secret, Instant> accesses = new HashMap<>();
        private Instant lastAccessEnd = Instant.MIN;

        Grant(String clientId, IdsUser user, Secret refresh, String refreshId, Instant refreshEnd) {
            this.clientId = clientId;
            this.user = user;
            this.refresh = refresh;
            this.refreshId = refreshId;
            this.refreshEnd = refreshEnd;
        }
    }

    Grants(InstantSource clock, Lifetimes lifetimes, TokenText text) {
        this.clock = clock;
        this.lifetimes = lifetimes;
        this.text = text;
    }

    Secret code(String clientId, String redirectUri, IdsUser user) {
        Instant now = clock.instant();
        codes.values().removeIf(code -> !now.isBefore(code.end));
        Secret code = Secret.of(text.id());
        codes.put(code, new Code(clientId, redirectUri, user, now.plus(lifetimes.code())));
        return code;
    }

    IdsTokens exchange(String clientId, String redirectUri, Secret given) {
        Code code = codes.remove(given);
        if (code == null
                || !code.clientId.equals(clientId)
                || !code.redirectUri.equals(redirectUri)
                || !clock.instant().isBefore(code.end)) {
            throw IdsRefusal.invalidGrant("the code is not known, was used, has expired or is another client's");
        }
        return issue(clientId, code.user);
    }

    IdsTokens issue(String clientId, IdsUser user) {
        Instant now = clock.instant();
        forgetEnded(now);
        String refreshId = text.id();
        Secret refresh = Secret.of(text.refresh(refreshId, clientId, now, lifetimes.refresh()));
        var grant = new Grant(clientId, user, refresh, refreshId, now.plus(lifetimes.refresh()));
        byRefresh.put(refresh, grant);
        return access(grant, now);
    }

    private IdsTokens access(Grant grant, Instant now) {
        Duration lifetime = lifetimes.access();
        Secret access = Secret.of(text.access(text.id(), grant.refreshId, grant.clientId, grant.user, now, lifetime));
        grant.lastAccessEnd = now.plus(lifetime);
        grant.accesses.put(access, grant.lastAccessEnd);
        byAccess.put(access, grant);
        return new IdsTokens(access, grant.refresh, lifetime, grant.user);
    }

    /** @param access the token that is to be replaced; empty when the caller did not show it, and the newest one counts */
    IdsTokens refresh(String clientId, Optional<Secret> access, Secret refresh) {
        Instant now = clock.instant();
        Grant grant = byRefresh.get(refresh);
        if (grant == null || !grant.clientId.equals(clientId) || !now.isBefore(grant.refreshEnd)) {
            throw IdsRefusal.invalidGrant("the refresh token is not known, has expired or is another client's");
        }
        Instant accessEnd =
                access.isEmpty() ? grant.lastAccessEnd : grant.accesses.getOrDefault(access.get(), Instant.MIN);
        if (!now.isBefore(accessEnd)) {
            throw IdsRefusal.invalidGrant("the access token is not valid any more: sign in again");
        }
        return access(grant, now);
    }

    Optional<IdsUser> check(Secret access) {
        Grant grant = byAccess.get(access);
        return grant != null && clock.instant().isBefore(grant.accesses.getOrDefault(access, Instant.MIN))
                ? Optional.of(grant.user)
                : Optional.empty();
    }

    /** Whether anything was revoked: an access token alone, or a refresh token with all that came of it. */
    boolean revoke(String clientId, Secret token) {
        Grant whole = byRefresh.get(token);
        if (whole != null && whole.clientId.equals(clientId)) {
            forget(whole);
            return true;
        }
        Grant part = byAccess.get(token);
        if (part != null && part.clientId.equals(clientId)) {
            byAccess.remove(token);
            part.accesses.remove(token);
            return true;
        }
        return false;
    }

    void revokeAll() {
        codes.clear();
        byAccess.clear();
        byRefresh.clear();
    }

    private void forgetEnded(Instant now) {
        List<Grant> ended = new ArrayList<>();
        for (Grant grant : byRefresh.values()) {
            grant.accesses.entrySet().removeIf(access -> {
                boolean hasEnded = !now.isBefore(access.getValue());
                if (hasEnded) {
                    byAccess.remove(access.getKey());
                }
                return hasEnded;
            });
            if (!now.isBefore(grant.refreshEnd) && grant.accesses.isEmpty()) {
                ended.add(grant);
            }
        }
        ended.forEach(this::forget);
    }

    private void forget(Grant grant) {
        byRefresh.remove(grant.refresh);
        grant.accesses.keySet().forEach(byAccess::remove);
    }
}
