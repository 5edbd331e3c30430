package io.connects.finesse.xmpp;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;

/**
 * What a session runs on. A caller who brings these keeps them: the session ends none of them.
 *
 * @param http connection pool, threads, proxy and TLS; its cookie jar, redirects, time-outs and limits of running calls are not used
 * @param callbacks where futures complete and listeners are called
 * @param timer for deadlines, and for the session's own short steps; must not run anything long
 * @param random for ids that nobody can guess; a {@link java.security.SecureRandom} where others use the same service
 * @param nanos time that passes, as {@link System#nanoTime()} tells it; goes with {@code timer}
 */
public record XmppResources(
        OkHttpClient http,
        Executor callbacks,
        ScheduledExecutorService timer,
        RandomGenerator random,
        LongSupplier nanos) {}
