package io.connects.simulators.ids;

import io.connects.core.Secret;
import io.connects.simulators.ids.saml.SamlIdentityProvider;
import io.connects.simulators.ids.saml.SamlLedger;
import io.connects.simulators.ids.saml.ServiceProvider;
import io.connects.simulators.network.ServerKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One node of the Cisco Identity Service on loopback, with an identity provider of its own or one that it asks by SAML. Drive it with the methods here, watch it with
 * {@link #ledger()}. Thread-safe.
 */
public final class SimulatedIds implements AutoCloseable {
    private final IdsCore core;
    private final SignIns signIns;
    private final ServerKeys keys;
    private final Path authority;
    private final @Nullable ServiceProvider saml;
    private @Nullable IdsServer server;
    private volatile int port;

    /** An identity service that does not listen yet. */
    public SimulatedIds(IdsOptions options) {
        core = new IdsCore(options);
        keys = new ServerKeys("Simulated IdS authority", options.host);
        signIns = new SignIns(options.clock);
        authority = keys.writeAuthority();
        port = options.port;
        saml = options.identityProvider
                .map(provider -> new ServiceProvider(options.issuer, this::consumer, options.clock, provider))
                .orElse(null);
    }

    private String consumer() {
        return uri() + SignInServlet.ASSERTION + (core.options.metaAlias ? SamlServlet.META_ALIAS : "");
    }

    /** Starts listening, after a stop on the same port; does nothing when it listens. */
    public synchronized SimulatedIds start() {
        if (server == null) {
            Optional<SamlServlet> asking = Optional.ofNullable(saml)
                    .map(provider -> new SamlServlet(core, signIns, provider, () -> uri().toString()));
            SignInStart start = asking.<SignInStart>map(servlet -> servlet).orElse(SignInServlet::beginHere);
            server = new IdsServer(port, keys, new SignInServlet(core, signIns, start), asking, new TokenServlet(core));
            port = server.port();
        }
        return this;
    }

    /** Stops listening; what was issued stays good. */
    public synchronized void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
        keys.forget(authority);
    }

    /** Where it listens, {@code https://HOST:PORT}; after the first start. */
    public URI uri() {
        return URI.create("https://" + core.options.host + ":" + port);
    }

    /** The certificate, as a PEM file, of the authority that clients have to trust; made anew each time, gone with {@link #close()}. */
    public Path authorityPem() {
        return authority;
    }

    /** The SHA-256 of its server's public key, in Base64: what a browser can be told to trust. */
    public String publicKeyPin() {
        return keys.publicKeyPin();
    }

    /** Those who can sign in. */
    public List<IdsUser> users() {
        return core.options.users();
    }

    /** The host name that tokens name as their issuer. */
    public String issuer() {
        return core.options.issuer;
    }

    /** The public half of the key that it signs with now, as PEM. */
    public String publicKeyPem() {
        return core.publicPem();
    }

    /**
     * Loads other metadata of the identity provider, which count from now on.
     *
     * @throws IllegalStateException for an identity service that was made without an identity provider
     */
    public void identityProvider(SamlIdentityProvider provider) {
        saml().provider(provider);
    }

    /**
     * What the identity provider has to know of this identity service: metadata, as XML; after the first start. The product gives them as a download.
     *
     * @throws IllegalStateException for an identity service that was made without an identity provider
     */
    public String serviceProviderMetadata() {
        return saml().metadata();
    }

    /**
     * What went between it and its identity provider.
     *
     * @throws IllegalStateException for an identity service that was made without an identity provider
     */
    public SamlLedger samlLedger() {
        return saml().ledger();
    }

    private ServiceProvider saml() {
        if (saml == null) {
            throw new IllegalStateException("the identity service was made without an identity provider");
        }
        return saml;
    }

    /** Registers a client, or replaces the one of its id. */
    public void register(IdsApplication application) {
        core.register(application);
    }

    /** Tokens for a user, without a browser. */
    public IdsTokens issue(String clientId, String userId) {
        return core.issue(clientId, core.user(userId));
    }

    /**
     * Exchanges a code, as over HTTP.
     *
     * @throws IdsRefusal when the code is not good for this
     */
    public IdsTokens exchange(String clientId, URI redirectUri, Secret code) {
        return core.exchange(clientId, redirectUri.toString(), code);
    }

    /**
     * Refreshes; both tokens have to be valid.
     *
     * @throws IdsRefusal when one is not
     */
    public IdsTokens refresh(String clientId, Secret access, Secret refresh) {
        return core.refresh(clientId, Optional.of(access), refresh);
    }

    /** Whose access token this is; nobody's when it has expired, was revoked or was never issued. */
    public Optional<IdsUser> check(Secret access) {
        return core.check(access);
    }

    /** Makes a new key to sign with; whatever was issued is useless from now on. */
    public void regenerateKey() {
        core.regenerateKey();
    }

    /** Browsers that signed in before have to do it again. */
    public void forgetBrowsers() {
        signIns.forgetBrowsers();
    }

    /** Refuses so many of the next refreshes. */
    public void refuseRefreshes(int count) {
        core.refuseRefreshes(count);
    }

    /** Answers everything with 503, or no longer. */
    public void outOfService(boolean value) {
        core.outOfService(value);
    }

    /** What it did so far. */
    public IdsLedger ledger() {
        return core.ledger();
    }

    /** Every code and token that it ever issued: none of them may be found in a log. */
    public List<Secret> secrets() {
        return core.secrets();
    }
}
