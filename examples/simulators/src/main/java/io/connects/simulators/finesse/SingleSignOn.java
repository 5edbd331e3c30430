package io.connects.simulators.finesse;

import io.connects.core.Secret;
import io.connects.simulators.ids.IdsApplication;
import io.connects.simulators.ids.IdsTokens;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.SimulatedIds;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What both nodes of a pair have to do with an identity service, whose client {@code Finesse} they are. Thread-safe. */
final class SingleSignOn {
    private static final String CLIENT = "Finesse";

    private final SimulatedIds ids;
    private final AuthMode mode;

    SingleSignOn(SimulatedIds ids, AuthMode mode) {
        this.ids = ids;
        this.mode = mode;
    }

    /** Registers where the identity service may send codes. */
    void register(List<URI> redirectUris) {
        ids.register(new IdsApplication(CLIENT, Secret.of(UUID.randomUUID().toString()), redirectUris));
    }

    URI identityService() {
        return ids.uri();
    }

    String clientId() {
        return CLIENT;
    }

    AuthMode mode() {
        return mode;
    }

    /** Whether a password of this user is not taken. */
    boolean concerns(FinesseAgent user) {
        return switch (mode) {
            case NON_SSO -> false;
            case SSO -> !user.administrator();
            case HYBRID -> user.singleSignOn();
        };
    }

    Optional<IdsUser> check(Secret access) {
        return ids.check(access);
    }

    IdsTokens exchange(URI redirectUri, Secret code) {
        return ids.exchange(CLIENT, redirectUri, code);
    }

    IdsTokens refresh(Secret access, Secret refresh) {
        return ids.refresh(CLIENT, access, refresh);
    }
}
