package io.connects.core.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;

/**
 * What a client of a peer runs on. A caller who brings these keeps them: the client ends none of them.
 *
 * @param http connection pool, dispatcher, proxy and TLS; its cookie jar, redirects and timeouts are not used
 * @param callbacks where futures complete and listeners are called; must not reject a task before the client is closed, because what it rejects
 *     is lost: streams end, and answers of requests count as not received
 * @param timer for reconnects, watchdogs and time limits of requests; runs nothing long
 * @param random spreads reconnects, and makes ids that nobody should guess: a {@link java.security.SecureRandom} where others use the same server
 * @param clock the wall clock that stamps what is reported
 * @param nanos time that passes, as {@link System#nanoTime()} tells it; goes with {@code timer}. Time limits of requests follow the system's
 */
public record ClientResources(
        OkHttpClient http,
        Executor callbacks,
        ScheduledExecutorService timer,
        RandomGenerator random,
        InstantSource clock,
        LongSupplier nanos) {

    /** The same with another HTTP client. */
    public ClientResources with(OkHttpClient other) {
        return new ClientResources(other, callbacks, timer, random, clock, nanos);
    }

    /**
     * The same with a trust of its own, instead of the HTTP client's: the platform's authorities, and those in these files.
     *
     * @param files of PEM; may be none
     * @throws IllegalArgumentException naming the file that cannot be used
     */
    public ClientResources trusting(List<Path> files) {
        try {
            return with(CompanyTrust.of(http, files));
        } catch (IOException e) {
            throw new IllegalArgumentException("trustFiles: " + e.getMessage(), e);
        }
    }
}
