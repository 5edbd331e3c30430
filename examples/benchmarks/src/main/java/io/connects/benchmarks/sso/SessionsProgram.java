package io.connects.benchmarks.sso;

import io.connects.benchmarks.LiveHeap;
import io.connects.benchmarks.PacedTime;
import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.sso.IssuedTokens;
import io.connects.sso.SessionListener;
import io.connects.sso.SessionOptions;
import io.connects.sso.TokenSession;
import io.connects.sso.TokenUser;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;

/** The process of {@link SessionsCommand}: sessions that begin at once, and a server that answers each refresh at once with a token of usual length. */
final class SessionsProgram {
    private static final Duration ACCESS = Duration.ofHours(1);
    private static final Duration REFRESH = Duration.ofHours(24);
    /** As long as a signed access token, and a refresh token. */
    private static final int ACCESS_LENGTH = 1000;

    private static final int REFRESH_LENGTH = 800;
    private static final long SECOND = 1_000_000_000L;

    private SessionsProgram() {}

    /** Arguments: sessions, hours, speed. */
    public static void main(String[] arguments) throws InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int sessions = Integer.parseInt(arguments[0]);
        int hours = Integer.parseInt(arguments[1]);
        int speed = Integer.parseInt(arguments[2]);
        var time = new PacedTime(speed);
        var random = new Random(1);
        ExecutorService callbacks = Executors.newSingleThreadExecutor(task -> new Thread(task, "callbacks"));
        var resources =
                new ClientResources(new OkHttpClient(), callbacks, time.timer("token-timer"), random, time, time);
        Map<Long, Integer> perSecond = new ConcurrentHashMap<>();
        var ended = new AtomicInteger();
        var listener = new SessionListener() {
            @Override
            public void renewed(Duration life) {
                perSecond.merge(time.getAsLong() / SECOND, 1, Integer::sum);
            }

            @Override
            public void ended(End why) {
                ended.incrementAndGet();
            }
        };
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        List<TokenSession> open = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            var user = new TokenUser("agent" + i, "example.test", "agent" + i + "@example.test");
            open.add(TokenSession.begin(
                    new IssuedTokens(text(random, ACCESS_LENGTH), text(random, REFRESH_LENGTH), ACCESS, REFRESH, user),
                    (access, refresh) -> CompletableFuture.completedFuture(
                            new IssuedTokens(text(random, ACCESS_LENGTH), null, ACCESS, null, user)),
                    SessionOptions.builder().expectedUser(user.userId()).build(),
                    listener,
                    resources));
        }
        int moreThreads = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
        TimeUnit.MILLISECONDS.sleep(TimeUnit.HOURS.toMillis(hours) / speed);
        int refreshed = perSecond.values().stream().mapToInt(Integer::intValue).sum();
        int busiest =
                perSecond.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        long alive =
                open.stream().filter(session -> session.token().join() != null).count();
        out.printf(
                "%,d sessions over %d h: %,d refreshes, %,d in the busiest second of %,d with any; %,d have a token, %d ended%n",
                sessions, hours, refreshed, busiest, perSecond.size(), alive, ended.get());
        out.printf("threads for them: %d%n", moreThreads);
        out.printf(
                "heap: %.0f MiB allowed, %.1f MiB live%n",
                LiveHeap.mebibytes(Runtime.getRuntime().maxMemory()), LiveHeap.mebibytes(LiveHeap.bytes()));
        boolean passed = alive == sessions && ended.get() == 0 && refreshed >= sessions * hours && moreThreads <= 2;
        out.println(passed ? "PASS" : "FAIL");
        System.exit(passed ? 0 : 1);
    }

    private static Secret text(Random random, int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(26));
        }
        return Secret.of(new String(bytes, StandardCharsets.US_ASCII));
    }
}
