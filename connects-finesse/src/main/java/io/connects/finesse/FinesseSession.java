package io.connects.finesse;

import io.connects.core.ClosedException;
import io.connects.core.ConnectsException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.SerialExecutor;
import io.connects.core.http.ClientResources;
import io.connects.core.http.OwnResources;
import io.connects.finesse.codec.NotificationXml;
import io.connects.finesse.internal.engine.SessionEffect;
import io.connects.finesse.internal.engine.SessionEngine;
import io.connects.finesse.internal.engine.SessionEvent;
import io.connects.finesse.internal.engine.SessionRules;
import io.connects.finesse.internal.engine.SignIns;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.User;
import io.connects.finesse.request.Request;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One user at a Finesse server or a pair, for as long as it is open: what is watched is known and told as it changes, and requests complete when they
 * have happened. Connections that break are made anew, on the other node if need be. Thread-safe; no method blocks.
 */
public final class FinesseSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FinesseSession.class);
    private static final int MAX_NOTIFICATION = 4 << 20;
    /** Fewer than 20 a second at the server, also when a slow network lets some arrive together and the nodes are asked beside them. */
    private static final Duration READ_PACE = Duration.ofMillis(60);

    private static final Duration PRESENCE = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(3);
    /** Two nodes are asked up to three times before another is used: what is hung is not waited for long. */
    private static final Duration ASK = Duration.ofSeconds(3);

    private final FinesseOptions options;
    private final ClientResources resources;
    private final Runnable release;
    private final FinesseListener listener;
    private final SerialExecutor serial;
    private final List<FinesseRest> rest;
    private final NodeQuestions questions;
    private final NotificationXml notifications = new NotificationXml(MAX_NOTIFICATION);
    private final NotificationLink link;

    // Owned by the serial executor.
    private final SessionEngine engine;
    private final RequestRunner requests;
    private final SignIns signIns;
    private int node = -1;
    private @Nullable Future<?> alarm;
    private boolean closed;

    private FinesseSession(
            FinesseOptions options, ClientResources resources, FinesseListener listener, Runnable release) {
        this.options = options;
        this.resources = resources;
        this.release = release;
        this.listener = listener;
        this.serial = new SerialExecutor(resources.callbacks());
        var identity = new Identity(options.credentials());
        this.rest = options.nodes().stream()
                .map(uri -> new FinesseRest(uri, identity, resources, options.requestTimeout()))
                .toList();
        this.questions = new NodeQuestions(options.nodes().stream()
                .map(uri -> new FinesseRest(uri, identity, resources, ASK))
                .toList());
        String loginId = options.credentials().loginId();
        this.engine = new SessionEngine(new SessionRules(
                loginId,
                rest.size(),
                options.ownDialogs(),
                options.ownMedia(),
                options.teams(),
                options.queues(),
                options.askAgain(),
                options.poll(),
                READ_PACE,
                PRESENCE,
                CLOSING));
        this.signIns = new SignIns(loginId);
        this.requests = new RequestRunner(
                options.outcomeTimeout(),
                resources.nanos(),
                () -> rest.get(Math.max(node, 0)),
                engine::info,
                this::run,
                signIns::done);
        this.link = new NotificationLink(options, resources, event -> run(() -> on(event)), this::notified);
    }

    /** Opens a session on threads and connections of its own, which {@link #close()} ends. Connects at once. */
    public static FinesseSession open(FinesseOptions options, FinesseListener listener) {
        var own = new OwnResources("finesse");
        return begun(new FinesseSession(options, own.resources().trusting(options.trustFiles()), listener, own::close));
    }

    /** Opens a session on threads and connections of the caller, which stay the caller's. */
    public static FinesseSession open(FinesseOptions options, ClientResources resources, FinesseListener listener) {
        return begun(new FinesseSession(
                options,
                options.trustFiles().isEmpty() ? resources : resources.trusting(options.trustFiles()),
                listener,
                () -> {}));
    }

    private static FinesseSession begun(FinesseSession session) {
        session.run(() -> session.on(new SessionEvent.Begin()));
        return session;
    }

    /**
     * Sends a request, and completes when Finesse has told that it has happened, not when it was accepted. Requests for one object go one after
     * another.
     *
     * <p>Fails with {@link io.connects.core.PeerRefusedException} when Finesse or the CTI server refuses it, {@link
     * io.connects.core.NoAnswerException} when nobody knows what became of it, {@link PeerUnreachableException} when it was not sent.
     */
    public CompletableFuture<Void> perform(Request request) {
        var future = new CompletableFuture<Void>();
        if (!execute(() -> submit(request, future))) {
            future.completeExceptionally(new ClosedException("the Finesse session"));
        }
        return future;
    }

    private void submit(Request request, CompletableFuture<Void> future) {
        if (closed) {
            future.completeExceptionally(new ClosedException("the Finesse session"));
            return;
        }
        if (node < 0) {
            future.completeExceptionally(
                    new PeerUnreachableException(request.name() + ": no Finesse node is connected yet", null));
            return;
        }
        requests.submit(request, future);
        rearm();
    }

    /** REST of the node in use, for reads; of the first node before there is one. */
    public CompletableFuture<FinesseReads> reads() {
        return asked(() -> rest.get(Math.max(node, 0)).read());
    }

    /** Everybody known now: the own user and those of the watched teams. */
    public CompletableFuture<List<User>> users() {
        return asked(() -> List.copyOf(engine.picture().users()));
    }

    /** The own calls and tasks known now. */
    public CompletableFuture<List<Dialog>> dialogs() {
        return asked(() -> engine.picture().dialogs());
    }

    /** The own media routing domains known now. */
    public CompletableFuture<List<Media>> media() {
        return asked(() -> List.copyOf(engine.picture().media()));
    }

    private interface Question<T> {
        T answer();
    }

    private <T> CompletableFuture<T> asked(Question<T> question) {
        var future = new CompletableFuture<T>();
        if (!execute(() -> future.complete(question.answer()))) {
            future.completeExceptionally(new ClosedException("the Finesse session"));
        }
        return future;
    }

    /** Ends the session; the agent stays signed in. Requests under way fail. */
    @Override
    public void close() {
        boolean accepted = execute(() -> {
            if (!closed) {
                closed = true;
                requests.close(new ClosedException("the Finesse session"));
                cancelAlarm();
                var unused = link.close().whenComplete((end, failure) -> release.run());
            }
        });
        if (!accepted) {
            release.run();
        }
    }

    private void on(SessionEvent event) {
        perform(engine.on(event, now()), now());
    }

    private void notified(String payload) {
        run(() -> {
            try {
                var notification = notifications.read(payload);
                // Whoever waits for an outcome finds it in what is known.
                on(new SessionEvent.Told(notification));
                requests.told(notification);
            } catch (ProtocolViolationException e) {
                log.warn("finesse notification=skipped reason=\"{}\"", e.getMessage());
            }
        });
    }

    private void perform(List<SessionEffect> effects, long now) {
        for (SessionEffect effect : effects) {
            if (effect instanceof SessionEffect.AskNode ask) {
                questions.ask(ask.node(), event -> run(() -> on(event)));
            } else if (effect instanceof SessionEffect.Open open) {
                node = open.node();
                link.open(open.node(), open.info());
            } else if (effect instanceof SessionEffect.Close) {
                var unused = link.close();
            } else if (effect instanceof SessionEffect.Subscribe subscribe) {
                link.subscribe(subscribe.node());
            } else if (effect instanceof SessionEffect.Get get) {
                get(get.path());
            } else {
                tell(effect, now);
            }
        }
    }

    private void tell(SessionEffect effect, long now) {
        if (effect instanceof SessionEffect.Tell tell) {
            told(() -> listener.fact(tell.fact()));
            signIns.lateLogout(tell.fact(), now).ifPresent(signIn -> {
                log.warn(
                        "finesse user={} state=LOGOUT reason=\"the node that was left\" action=\"sign in again\"",
                        options.credentials().loginId());
                var unused = perform(signIn).thenRun(() -> told(listener::signedInAgain));
            });
        } else if (effect instanceof SessionEffect.Live live) {
            URI uri = options.nodes().get(live.node());
            log.info(
                    "finesse user={} state=LIVE node={} moved={}",
                    options.credentials().loginId(),
                    uri,
                    live.moved());
            if (live.moved()) {
                signIns.moved(now).forEach(request -> {
                    var unused = perform(request).whenComplete((done, failure) -> failedAgain(request, failure));
                });
            }
            told(() -> listener.live(uri, live.moved()));
            requests.resynced();
        } else if (effect instanceof SessionEffect.Stale stale) {
            log.info(
                    "finesse user={} state=STALE reason=\"{}\"",
                    options.credentials().loginId(),
                    stale.why());
            told(() -> listener.stale(stale.why()));
        } else if (effect instanceof SessionEffect.Missing missing) {
            log.info(
                    "finesse user={} missing={} reason=\"{}\"",
                    options.credentials().loginId(),
                    missing.what(),
                    missing.why());
            told(() -> listener.missing(missing.what(), missing.why()));
        } else if (effect instanceof SessionEffect.Stopped stopped) {
            log.error(
                    "finesse user={} state=STOPPED reason=\"{}\"",
                    options.credentials().loginId(),
                    stopped.why());
            told(() -> listener.stopped(stopped.why()));
        }
    }

    private void failedAgain(Request request, @Nullable Throwable failure) {
        if (failure != null) {
            log.warn(
                    "finesse request=\"{}\" on=\"the other node\" failed reason=\"{}\"",
                    request.name(),
                    failure.getMessage());
        }
    }

    private void told(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            log.error("The listener of a Finesse session failed, and the session goes on", e);
        }
    }

    private void get(String path) {
        var unused = rest.get(node)
                .get(path)
                .whenComplete((element, failure) -> run(() -> on(
                        failure == null
                                ? new SessionEvent.Read(path, element)
                                : new SessionEvent.ReadFailed(path, known(path, failure)))));
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** A failure as one of ours. */
    static ConnectsException known(String what, Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof ConnectsException known
                ? known
                : new ProtocolViolationException(what + ": " + cause, -1, new byte[0], cause);
    }

    private long now() {
        return resources.nanos().getAsLong();
    }

    /** Sets the one alarm to what is due first. */
    private void rearm() {
        cancelAlarm();
        OptionalLong next = Stream.of(engine.nextDeadline(), requests.nextDeadline())
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .reduce((one, other) -> one - other < 0 ? one : other)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        if (next.isEmpty() || closed) {
            return;
        }
        try {
            alarm = resources
                    .timer()
                    .schedule(
                            () -> run(() -> {
                                requests.tick();
                                on(new SessionEvent.Tick());
                            }),
                            Math.max(0, next.getAsLong() - now()),
                            TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.info("finesse session=ended reason=\"the timer is closed\"");
        }
    }

    private void cancelAlarm() {
        Future<?> last = alarm;
        if (last != null) {
            last.cancel(false);
            alarm = null;
        }
    }

    private void run(Runnable task) {
        boolean accepted = execute(() -> {
            if (!closed) {
                task.run();
                rearm();
            }
        });
        if (!accepted) {
            log.debug("finesse session=ended reason=\"the callback executor is closed\"");
        }
    }

    private boolean execute(Runnable task) {
        try {
            serial.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }
}
