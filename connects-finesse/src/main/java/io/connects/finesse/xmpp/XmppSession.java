package io.connects.finesse.xmpp;

import io.connects.core.ClosedException;
import io.connects.core.NoAnswerException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.SerialExecutor;
import io.connects.core.http.ClientResources;
import io.connects.core.http.OwnResources;
import io.connects.finesse.xmpp.codec.WebSocketFraming;
import io.connects.finesse.xmpp.internal.bosh.BoshRules;
import io.connects.finesse.xmpp.internal.engine.EngineRules;
import io.connects.finesse.xmpp.internal.engine.SessionEngine;
import io.connects.finesse.xmpp.internal.transport.BoshTransport;
import io.connects.finesse.xmpp.internal.transport.DeadlineTimer;
import io.connects.finesse.xmpp.internal.transport.WebSocketTransport;
import io.connects.finesse.xmpp.internal.transport.XmppTransport;
import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One session with a notification service, from connecting to its end; it never connects again by itself. Thread-safe; no method blocks.
 *
 * <p>A network that is cut without a word is noticed within 25 s, with the intervals of the options' defaults. When news waits faster than the
 * listener takes it, 10,000 events or 16 stanzas of the greatest size, the session ends as {@link XmppEnd.Kind#LOST}.
 */
public final class XmppSession implements AutoCloseable {
    private static final long MOST_RID = 1L << 50;

    /** A polite end takes two. */
    private static final long LAST_SECONDS = 3;

    private final SessionRunner runner;

    private XmppSession(SessionRunner runner) {
        this.runner = runner;
    }

    /** Begins to connect on the caller's resources. */
    public static XmppSession open(XmppOptions options, ClientResources resources, XmppListener listener) {
        Objects.requireNonNull(listener, "listener");
        var own = new SerialExecutor(resources.timer());
        var engine = new SessionEngine(rules(options, resources));
        var runner = new SessionRunner(options, resources, listener, engine, timer(resources, own));
        runner.start(options.isBosh() ? bosh(options, resources, own, runner) : webSocket(options, resources, runner));
        return new XmppSession(runner);
    }

    /** Begins to connect on threads and connections of its own, which end with the session, three seconds later at most. */
    public static XmppSession open(XmppOptions options, XmppListener listener) {
        var own = new OwnResources("xmpp");
        XmppSession session = open(options, own.resources(), listener);
        var unused = session.ended().thenRun(() -> closeLater(own));
        return session;
    }

    private static void closeLater(OwnResources own) {
        var unused = own.resources().timer().schedule(own::close, LAST_SECONDS, TimeUnit.SECONDS);
    }

    private static DeadlineTimer timer(ClientResources resources, SerialExecutor own) {
        return new DeadlineTimer(resources.timer(), own, resources.nanos());
    }

    private static EngineRules rules(XmppOptions options, ClientResources resources) {
        return new EngineRules(
                options.jid(),
                options.pubSubDomain(),
                options.connectTimeout(),
                options.loginTimeout(),
                options.requestTimeout(),
                options.closeTimeout(),
                options.pingInterval(),
                options.pingTimeout(),
                options.pingRetries(),
                Long.toHexString(resources.random().nextLong()));
    }

    private static XmppTransport webSocket(XmppOptions options, ClientResources resources, SessionRunner runner) {
        return new WebSocketTransport(
                options.endpoint(),
                options.jid().domain(),
                resources.http(),
                options.connectTimeout(),
                options.maxStanzaBytes(),
                resources.timer(),
                runner);
    }

    private static XmppTransport bosh(
            XmppOptions options, ClientResources resources, SerialExecutor own, SessionRunner runner) {
        long firstRid = resources.random().nextLong(1, MOST_RID);
        return new BoshTransport(
                options.endpoint(),
                new BoshRules(options.jid().domain(), options.boshWait(), firstRid),
                resources.http(),
                options.connectTimeout(),
                options.maxStanzaBytes(),
                timer(resources, own),
                resources.nanos(),
                runner);
    }

    /**
     * Subscribes this session's full address to a node.
     *
     * <p>Fails with {@link PeerRefusedException} whose code is the condition, {@link NoAnswerException} when the answer does not come in time or
     * the session is lost before, {@link PeerUnreachableException} when the session is not connected, {@link ClosedException} when it is closed
     * before the answer.
     *
     * @throws IllegalArgumentException when the node is empty or has a character that XML cannot carry
     */
    public CompletableFuture<Void> subscribe(String node) {
        return runner.ask(true, checked(node));
    }

    /** Ends a subscription of this session's full address; fails as {@link #subscribe} does. */
    public CompletableFuture<Void> unsubscribe(String node) {
        return runner.ask(false, checked(node));
    }

    private static String checked(String node) {
        if (node.isEmpty()) {
            throw new IllegalArgumentException("node: must not be empty");
        }
        var probe = new Iq(Iq.Type.SET, "", "", "", new IqPayload.Subscribe(node, ""));
        WebSocketFraming.write(probe);
        return node;
    }

    /** Completes when everything has ended, after the listener's last call. */
    public CompletableFuture<XmppEnd> ended() {
        return runner.ended().copy();
    }

    /** Ends the stream in good order, without waiting for it; see {@link #ended}. Subscriptions are left to the server. */
    @Override
    public void close() {
        runner.close();
    }
}
