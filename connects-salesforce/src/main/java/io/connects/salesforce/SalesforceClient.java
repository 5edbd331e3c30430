package io.connects.salesforce;

import io.connects.salesforce.internal.CompanyTrust;
import io.connects.salesforce.internal.HttpCalls;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * One org, reached as one identity: tokens, REST, and what streaming is built on. Thread-safe. Connects when first used.
 */
public final class SalesforceClient implements AutoCloseable {
    /** Enough that long reads do not hold back what is urgent. */
    private static final int MAX_CALLS_AT_ONCE = 256;
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
        ExecutorService io = Executors.newCachedThreadPool(threads("io"));
        ExecutorService callbacks = Executors.newCachedThreadPool(threads("callback"));
        var timer = new ScheduledThreadPoolExecutor(1, threads("timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        var dispatcher = new Dispatcher(io);
        dispatcher.setMaxRequests(MAX_CALLS_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(MAX_CALLS_AT_ONCE);
        OkHttpClient http =
                trusting(new OkHttpClient.Builder().dispatcher(dispatcher).build(), options);
        var resources =
                new ClientResources(http, callbacks, timer, new Random(), InstantSource.system(), System::nanoTime);
        return new SalesforceClient(options, resources, () -> {
            timer.shutdownNow();
            dispatcher.cancelAll();
            io.shutdown();
            callbacks.shutdown();
            http.connectionPool().evictAll();
        });
    }

    /** A client on threads and connections of the caller, which stay the caller's. */
    public static SalesforceClient open(SalesforceOptions options, ClientResources resources) {
        return new SalesforceClient(
                options,
                options.trustFiles().isEmpty() ? resources : resources.with(trusting(resources.http(), options)),
                () -> {});
    }

    private static OkHttpClient trusting(OkHttpClient http, SalesforceOptions options) {
        try {
            return CompanyTrust.of(http, options.trustFiles());
        } catch (IOException e) {
            throw new IllegalArgumentException("trustFiles: " + e.getMessage(), e);
        }
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

    private static ThreadFactory threads(String purpose) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, "connects-salesforce-" + purpose + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
