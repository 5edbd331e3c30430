package io.connects.sso.robot;

import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.http.ClientResources;
import io.connects.core.http.HtmlPage;
import io.connects.core.http.HttpCalls;
import io.connects.core.http.HttpReply;
import io.connects.core.http.Loopback;
import io.connects.sso.internal.Answers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sign-in, from hop to hop. Its steps follow one another, whatever threads they are on. */
final class Walk {
    static final String WHAT = "the sign-in of a robot";
    static final int MAX_HOPS = 20;
    static final int MAX_PAGE_BYTES = 256 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Walk.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Set<String> hosts;
    private final @Nullable HttpUrl back;
    private final Robot robot;
    private final HttpCalls http;
    private final LongSupplier nanos;
    private final long deadline;
    private final Set<SignInForm.Filled> sent = new HashSet<>();
    private boolean passwordSent;
    private int hops;

    /**
     * Where it led.
     *
     * @param shown what is there if it is no page; empty when this is where the browser was sent back to, which is not called
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record End(HttpUrl at, byte[] shown) {
        @Override
        public String toString() {
            return "End[" + place(at) + "]";
        }
    }

    Walk(Set<String> hosts, @Nullable HttpUrl back, Robot robot, Duration within, ClientResources resources) {
        this.hosts = hosts;
        this.back = back;
        this.robot = robot;
        this.http = new HttpCalls(
                "the sign-in of robots",
                resources.http().newBuilder().cookieJar(new Cookies()).build(),
                CONNECT_TIMEOUT,
                resources.callbacks(),
                resources.timer(),
                MAX_PAGE_BYTES);
        this.nanos = resources.nanos();
        this.deadline = nanos.getAsLong() + within.toNanos();
    }

    CompletableFuture<End> from(HttpUrl start) {
        return CompletableFuture.completedFuture(page(start)).thenCompose(this::go);
    }

    private static Request page(HttpUrl url) {
        return new Request.Builder().url(url).build();
    }

    private CompletableFuture<End> go(Request request) {
        HttpUrl url = request.url();
        check(url);
        hops++;
        if (hops > MAX_HOPS) {
            throw refused("it leads on and on, at last to " + place(url));
        }
        Duration left = Duration.ofNanos(deadline - nanos.getAsLong());
        if (left.isNegative() || left.isZero()) {
            throw new NoAnswerException(WHAT + " took too long, at last at " + place(url), null);
        }
        log.debug("sso robot hop={} method={} at={}", hops, request.method(), place(url));
        Request asked = request.newBuilder()
                .header("Accept", "text/html, application/json")
                .build();
        return http.send(asked, left)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(withoutPath(url, failure)))
                .thenCompose(reply -> next(request, reply));
    }

    private void check(HttpUrl url) {
        if (!url.isHttps() && !Loopback.is(url.host())) {
            throw refused("it leads to " + place(url) + " without TLS");
        }
        if (!hosts.contains(url.host())) {
            throw refused("it leads to " + place(url) + ", which is not one of the hosts that were named");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw refused("it leads to an address of " + place(url) + " with a user in it");
        }
    }

    private CompletableFuture<End> next(Request request, HttpReply reply) {
        HttpUrl at = request.url();
        int status = reply.status();
        if (status >= 300 && status < 400) {
            return redirected(request, reply);
        }
        if (!reply.successful()) {
            throw failed(at, reply);
        }
        if (!HtmlPage.is(reply.body())) {
            return CompletableFuture.completedFuture(new End(at, reply.body()));
        }
        SignInForm.Filled filled = fill(at, SignInPage.of(at, reply));
        if (!sent.add(filled)) {
            throw refused(place(at) + " shows the same form again");
        }
        return go(filled.request());
    }

    private SignInForm.Filled fill(HttpUrl at, SignInPage page) {
        Optional<SignInForm> asking = page.formWithPassword();
        if (asking.isEmpty()) {
            return page.formThatPostsItself().filled();
        }
        if (passwordSent) {
            throw refused(place(at) + " asks again: user or password is wrong, or it wants a second factor");
        }
        SignInForm.Filled filled = asking.get().filled(robot);
        passwordSent = true;
        return filled;
    }

    private CompletableFuture<End> redirected(Request request, HttpReply reply) {
        String location = reply.headers().get("Location");
        HttpUrl to = location == null ? null : request.url().resolve(location);
        if (to == null) {
            throw Answers.unusable(WHAT, "is a redirect of " + place(request.url()) + " that leads nowhere");
        }
        if (back != null && sameOrigin(to, back) && to.encodedPath().equals(back.encodedPath())) {
            return CompletableFuture.completedFuture(new End(to, new byte[0]));
        }
        if (reply.status() >= 307 && !request.method().equals("GET")) {
            throw refused(place(request.url()) + " wants a form to be sent again elsewhere");
        }
        return go(page(to));
    }

    private static ConnectsException failed(HttpUrl at, HttpReply reply) {
        int status = reply.status();
        if (status == 401 && reply.headers().get("WWW-Authenticate") != null) {
            return refused(place(at) + " wants Kerberos or another scheme that has no form");
        }
        if (status == 401 || status == 403) {
            return refused(place(at) + " answers HTTP " + status);
        }
        boolean passes = status == 408 || status == 429 || status >= 500;
        return new PeerRefusedException(WHAT + " at " + place(at), "HTTP " + status, "", passes);
    }

    /** Paths may hold the id of a session. */
    private static Throwable withoutPath(HttpUrl url, Throwable failure) {
        Throwable cause = Answers.withoutBytes(WHAT, failure);
        String why = cause.getCause() == null ? "" : ": " + cause.getCause().getMessage();
        if (cause instanceof PeerUnreachableException) {
            return new PeerUnreachableException(WHAT + " at " + place(url) + why, cause.getCause());
        }
        return cause instanceof NoAnswerException
                ? new NoAnswerException(WHAT + " at " + place(url) + why, cause.getCause())
                : cause;
    }

    static NotAuthorisedException refused(String why) {
        return new NotAuthorisedException(WHAT + ": " + why, null);
    }

    static boolean sameOrigin(HttpUrl one, HttpUrl other) {
        return one.scheme().equals(other.scheme()) && one.host().equals(other.host()) && one.port() == other.port();
    }

    /** All of an address that may be told. */
    static String place(HttpUrl url) {
        return url.host() + ":" + url.port();
    }
}
