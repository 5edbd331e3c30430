package io.connects.benchmarks.salesforce;

import io.connects.benchmarks.PacedTime;
import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** A client of an org whose requests are counted, on threads and a time of its own. */
final class CountedClient implements AutoCloseable {
    /** As many as the library itself sets. */
    private static final int MAX_CALLS_AT_ONCE = 256;

    final CallCounter calls = new CallCounter();
    final ExecutorService callbacks = Executors.newCachedThreadPool(CountedClient::daemon);
    final ScheduledThreadPoolExecutor timer;
    final SalesforceClient client;
    private final ExecutorService io = Executors.newCachedThreadPool(CountedClient::daemon);
    private final OkHttpClient http;

    CountedClient(SalesforceOptions options, PacedTime time) {
        timer = time.timer("bench-timer");
        var dispatcher = new Dispatcher(io);
        dispatcher.setMaxRequests(MAX_CALLS_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(MAX_CALLS_AT_ONCE);
        http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .addInterceptor(calls)
                .build();
        client = SalesforceClient.open(options, new ClientResources(http, callbacks, timer, new Random(), time, time));
    }

    /** How to log in to a simulated org: its credentials are a fixture. */
    static SalesforceOptions.Builder options(URI org, String clientId, String clientSecret) {
        return SalesforceOptions.builder()
                .loginUri(org)
                .credentials(new Credentials.ClientCredentials(clientId, Secret.of(clientSecret)));
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "bench-client");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        client.close();
        timer.shutdownNow();
        http.dispatcher().cancelAll();
        io.shutdown();
        callbacks.shutdown();
        http.connectionPool().evictAll();
    }
}
