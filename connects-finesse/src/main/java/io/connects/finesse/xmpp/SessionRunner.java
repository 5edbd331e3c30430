package io.connects.finesse.xmpp;

import io.connects.core.SerialExecutor;
import io.connects.core.http.ClientResources;
import io.connects.finesse.xmpp.internal.engine.Effect;
import io.connects.finesse.xmpp.internal.engine.Event;
import io.connects.finesse.xmpp.internal.engine.Outcome;
import io.connects.finesse.xmpp.internal.engine.PubSubRequest;
import io.connects.finesse.xmpp.internal.engine.SessionEngine;
import io.connects.finesse.xmpp.internal.transport.DeadlineTimer;
import io.connects.finesse.xmpp.internal.transport.TransportListener;
import io.connects.finesse.xmpp.internal.transport.XmppTransport;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the engine on a serial executor of the timer's threads: posts events to it and performs its effects. */
final class SessionRunner implements TransportListener {
    private static final Logger log = LoggerFactory.getLogger(XmppSession.class);
    private static final int STANZAS_WAITING = 16;

    private final XmppOptions options;
    private final XmppListener listener;
    private final SessionEngine engine;
    private final SignIn signIn;
    private final DeadlineTimer timer;
    private final LongSupplier nanos;
    private final SerialExecutor callbacks;
    private final Room received;
    private final Room told;
    private final PendingRequests requests = new PendingRequests();
    private final CompletableFuture<XmppEnd> ended = new CompletableFuture<>();
    private @Nullable XmppTransport transport;
    private boolean over;
    private boolean refusedTold;
    private volatile boolean overflowed;

    /** @param timer runs on the serial executor that owns the session */
    SessionRunner(
            XmppOptions options,
            ClientResources resources,
            XmppListener listener,
            SessionEngine engine,
            DeadlineTimer timer) {
        this.options = options;
        this.listener = listener;
        this.engine = engine;
        this.signIn = new SignIn(options.credentials());
        this.timer = timer;
        this.nanos = resources.nanos();
        this.callbacks = new SerialExecutor(resources.callbacks());
        long most = (long) STANZAS_WAITING * options.maxStanzaBytes();
        this.received = new Room(most);
        this.told = new Room(most);
    }

    void start(XmppTransport own) {
        transport = own;
        timer.execute(() -> {
            on(new Event.Started());
            own.open();
        });
    }

    CompletableFuture<XmppEnd> ended() {
        return ended;
    }

    CompletableFuture<Void> ask(boolean subscribe, String node) {
        var future = new CompletableFuture<Void>();
        PubSubRequest request = requests.next(subscribe, node, future);
        if (!post(new Event.Asked(request))) {
            requests.complete(request, new Outcome.NotSent("the session's threads have ended"));
        }
        return future;
    }

    void close() {
        post(new Event.CloseAsked());
    }

    private boolean post(Event event) {
        return timer.execute(() -> on(event));
    }

    // What the transport says, on any thread

    @Override
    public void opened() {
        post(new Event.TransportOpened());
    }

    @Override
    public void received(Stanza stanza, int size) {
        arrived(new Event.Received(stanza), size);
    }

    @Override
    public void heard() {
        arrived(new Event.Heard(), 0);
    }

    private void arrived(Event event, int size) {
        if (overflowed) {
            return;
        }
        if (!received.enter(size)) {
            overflow("the session's timer does not keep up with what comes");
        }
        boolean posted = timer.execute(() -> {
            received.leave(size);
            on(event);
        });
        if (!posted) {
            received.leave(size);
        }
    }

    @Override
    public void failed(XmppEnd end) {
        post(new Event.TransportFailed(end));
    }

    /** News cannot be left out, and nobody may wait: the session ends, and whoever opens the next asks for everything anew. */
    private void overflow(String reason) {
        overflowed = true;
        post(new Event.Abandoned(XmppEnd.lost(reason)));
    }

    // On the session's executor

    private void on(Event event) {
        engine.on(event, nanos.getAsLong()).forEach(this::performOrLog);
        timer.at(engine.nextDeadline(), () -> on(new Event.Tick()));
    }

    /** One effect that fails takes none of the others with it. */
    private void performOrLog(Effect effect) {
        try {
            perform(effect);
        } catch (RuntimeException e) {
            log.error("Cannot perform {} of the XMPP session", effect.getClass().getSimpleName(), e);
        }
    }

    private XmppTransport transport() {
        return Objects.requireNonNull(transport, "transport");
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Send send) {
            transport().send(send.stanza());
        } else if (effect instanceof Effect.Notified event) {
            notified(event);
        } else if (effect instanceof Effect.OpenStream open) {
            transport().openStream(open.again());
        } else if (effect instanceof Effect.Authenticate authenticate) {
            authenticate(authenticate.user());
        } else if (effect instanceof Effect.CloseStream) {
            transport().closeStream();
        } else if (effect instanceof Effect.Disconnect disconnect) {
            transport().disconnect(disconnect.politely());
        } else if (effect instanceof Effect.Answered answered) {
            tellSurely(() -> requests.complete(answered.request(), answered.outcome()));
        } else if (effect instanceof Effect.Connected connected) {
            log.info("xmpp state=connected endpoint={} jid={}", options.endpoint(), connected.jid());
            tell(() -> listener.connected(connected.jid()));
        } else if (effect instanceof Effect.ServicePresence presence) {
            tell(() -> listener.servicePresence(presence.available()));
        } else if (effect instanceof Effect.Unreadable unreadable) {
            tell(() -> listener.unreadable(unreadable.node(), unreadable.itemId(), unreadable.reason()));
        } else if (effect instanceof Effect.Ignored ignored) {
            log.debug("xmpp endpoint={} ignored {}", options.endpoint(), ignored.reason());
        } else if (effect instanceof Effect.Ended end) {
            end(end.end());
        }
    }

    private void authenticate(String user) {
        signIn.password(
                password -> timer.execute(() -> {
                    if (!over) {
                        transport().send(new Stanza.SaslPlain(user, password));
                    }
                }),
                failure -> post(new Event.CredentialsFailed(failure)));
    }

    private void end(XmppEnd end) {
        over = true;
        timer.stop();
        log.info(
                "xmpp state=ended endpoint={} jid={} kind={} condition={} reason=\"{}\"",
                options.endpoint(),
                options.jid(),
                end.kind(),
                end.condition(),
                end.reason());
        if (end.kind() == XmppEnd.Kind.AUTH_FAILED) {
            signIn.refused();
        }
        tell(() -> listener.ended(end));
        tellSurely(() -> ended.complete(end));
    }

    private void notified(Effect.Notified event) {
        int size = event.payload().length();
        if (overflowed) {
            return;
        }
        if (!told.enter(size)) {
            overflow("the listener does not keep up with what comes");
        }
        boolean handed = tell(() -> {
            told.leave(size);
            listener.event(event.node(), event.itemId(), event.payload());
        });
        if (!handed) {
            told.leave(size);
        }
    }

    private boolean tell(Runnable callback) {
        try {
            callbacks.execute(callback);
            return true;
        } catch (RejectedExecutionException e) {
            if (!refusedTold) {
                refusedTold = true;
                log.error("The executor refuses XMPP callbacks: news is lost", e);
            }
            return false;
        }
    }

    /** A future that never completes would be worse than one that does on the wrong thread. */
    private void tellSurely(Runnable callback) {
        if (!tell(callback)) {
            callback.run();
        }
    }
}
