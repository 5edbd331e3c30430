package io.connects.salesforce;

import io.connects.core.http.ClientResources;
import io.connects.core.http.HttpCalls;
import io.connects.core.http.OwnResources;
import java.time.Duration;

/**
 * One org, reached as one identity: tokens, REST, and what streaming is built on. Thread-safe. Connects when first used.
 */
public final class SalesforceClient implements AutoCloseable {
    /** Making an object takes an org many seconds. */
    private static final Duration METADATA_WITHIN = Duration.ofMinutes(2);

    private final SalesforceOptions options;
    private final ClientResources resources;
    private final Runnable release;
    private final OAuthTokenSource tokens;
    private final ApiBudget budget;
    private final SalesforceRest rest;
    private final MetadataApi metadata;

    private SalesforceClient(SalesforceOptions options, ClientResources given, Runnable release) {
        OutboundProxy proxy = options.proxy();
        this.options = options;
        this.resources = proxy == null ? given : given.with(proxy.through(given.http()));
        this.release = release;
        var http = new HttpCalls(
                "the Salesforce client",
                resources.http(),
                options.connectTimeout(),
                resources.callbacks(),
                resources.timer(),
                options.maxResponseBytes());
        this.tokens = new OAuthTokenSource(options, resources, http);
        this.budget = new ApiBudget(options.apiBudgetPercent(), resources.clock());
        var calls = new AuthorisedCalls(options, http, tokens, budget, resources.callbacks(), resources.timer());
        this.metadata = new MetadataApi(calls, METADATA_WITHIN);
        this.rest = new SalesforceRest(
                calls, budget, ApiBudget.Priority.READ, options.requestTimeout(), options.requestTimeout());
    }

    /** A client with threads and connections of its own, which {@link #close()} ends. */
    public static SalesforceClient open(SalesforceOptions options) {
        var own = new OwnResources("salesforce");
        return new SalesforceClient(options, own.resources().trusting(options.trustFiles()), own::close);
    }

    /** A client on threads and connections of the caller, which stay the caller's. */
    public static SalesforceClient open(SalesforceOptions options, ClientResources resources) {
        return new SalesforceClient(
                options,
                options.trustFiles().isEmpty() ? resources : resources.trusting(options.trustFiles()),
                () -> {});
    }

    public SalesforceOptions options() {
        return options;
    }

    /** What this client runs on, for other clients of the same org. */
    public ClientResources resources() {
        return resources;
    }

    public OAuthTokenSource tokens() {
        return tokens;
    }

    /** How much of the org's API requests this client may still use. */
    public ApiBudget budget() {
        return budget;
    }

    public SalesforceRest rest() {
        return rest;
    }

    public MetadataApi metadata() {
        return metadata;
    }

    /**
     * Ends what {@link #open(SalesforceOptions)} started; requests under way fail. At once, unless a refresh token is being used that may be
     * replaced: then when the store has the next one, or after the request timeout.
     */
    @Override
    public void close() {
        var unused = tokens.close().whenComplete((done, failure) -> release.run());
    }
}
