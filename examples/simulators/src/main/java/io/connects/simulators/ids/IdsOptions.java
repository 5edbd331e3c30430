package io.connects.simulators.ids;

import io.connects.simulators.ids.saml.SamlIdentityProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configuration of a {@link SimulatedIds}. Immutable. */
public final class IdsOptions {
    final String host;
    final int port;
    final String issuer;
    final TokenFormat format;
    final Lifetimes lifetimes;
    final List<IdsApplication> applications;
    final List<IdsUser> users;
    final InstantSource clock;
    final Optional<SamlIdentityProvider> identityProvider;
    final boolean metaAlias;

    private IdsOptions(Builder builder) {
        host = builder.host;
        port = builder.port;
        issuer = builder.issuer;
        format = builder.format;
        lifetimes = builder.lifetimes;
        applications = List.copyOf(builder.applications);
        users = List.copyOf(builder.users);
        clock = builder.clock;
        identityProvider = Optional.ofNullable(builder.identityProvider);
        metaAlias = builder.metaAlias;
    }

    /** A configuration without users and clients, of the product's default lifetimes and signed tokens. */
    public static Builder builder() {
        return new Builder();
    }

    /** Those who can sign in, as configured. */
    public List<IdsUser> users() {
        return users;
    }

    /** Fills a configuration. Not thread-safe. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port;
        private String issuer = "ids.example.test";
        private TokenFormat format = TokenFormat.SIGNED;
        private Lifetimes lifetimes = Lifetimes.DEFAULT;
        private final List<IdsApplication> applications = new ArrayList<>();
        private final List<IdsUser> users = new ArrayList<>();
        private InstantSource clock = InstantSource.system();
        private @Nullable SamlIdentityProvider identityProvider;
        private boolean metaAlias;

        private Builder() {}

        /** Sets under which name of this machine clients reach it; 127.0.0.1 otherwise. */
        public Builder host(String value) {
            host = value;
            return this;
        }

        /** Sets the port on loopback; any that is free otherwise. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Sets the host name that tokens name as their issuer; {@code ids.example.test} otherwise. */
        public Builder issuer(String value) {
            issuer = value;
            return this;
        }

        /** Sets what tokens are made of. */
        public Builder format(TokenFormat value) {
            format = value;
            return this;
        }

        /** Sets how long codes and tokens live. */
        public Builder lifetimes(Lifetimes value) {
            lifetimes = value;
            return this;
        }

        /** Registers a client; more can be registered later. */
        public Builder application(IdsApplication application) {
            applications.add(application);
            return this;
        }

        /** Adds somebody who can sign in. */
        public Builder user(IdsUser user) {
            users.add(user);
            return this;
        }

        /** Sets the time; the system's otherwise. */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /** Sets who signs users in, by SAML 2.0; a form of our own otherwise. */
        public Builder identityProvider(SamlIdentityProvider value) {
            identityProvider = value;
            return this;
        }

        /** Sets whether the address of the assertion consumer ends with {@code ?metaAlias=/sp}, as from release 12.5 SU2 of UCCX on; not otherwise. */
        public Builder metaAlias(boolean value) {
            metaAlias = value;
            return this;
        }

        /** The configuration. */
        public IdsOptions build() {
            return new IdsOptions(this);
        }
    }
}
