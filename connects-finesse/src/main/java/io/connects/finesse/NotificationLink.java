package io.connects.finesse;

import io.connects.core.http.ClientResources;
import io.connects.finesse.internal.engine.SessionEvent;
import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.xmpp.XmppEndpoints;
import io.connects.finesse.xmpp.XmppListener;
import io.connects.finesse.xmpp.XmppOptions;
import io.connects.finesse.xmpp.XmppSession;
import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The notifications of the node in use: finds out where they are, and says what happens to them. Where nothing is known of the release, the places
 * where they may be are tried once in turn. Owned by the session's serial executor; what it says comes from other threads.
 */
final class NotificationLink {
    private final FinesseOptions options;
    private final ClientResources resources;
    private final Consumer<SessionEvent> events;
    private final Consumer<String> payloads;
    private volatile @Nullable XmppSession session;
    /** Of the connection in use: an older one has nothing to say any more. */
    private final AtomicInteger generation = new AtomicInteger();

    /** Which of the places to try has worked. */
    private volatile int place;

    NotificationLink(
            FinesseOptions options,
            ClientResources resources,
            Consumer<SessionEvent> events,
            Consumer<String> payloads) {
        this.options = options;
        this.resources = resources;
        this.events = events;
        this.payloads = payloads;
    }

    void open(int node, SystemInfo info) {
        List<URI> places = places(node);
        generation.incrementAndGet();
        tryPlace(places, Math.min(place, places.size() - 1), places.size(), info);
    }

    private List<URI> places(int node) {
        if (!options.notifications().isEmpty()) {
            return List.of(options.notifications().get(node));
        }
        XmppEndpoints endpoints = XmppEndpoints.of(options.nodes().get(node).getHost());
        String release = options.release();
        return release == null ? endpoints.toTry() : List.of(endpoints.ofRelease(release));
    }

    /** @param left how many places there are to try, this one included */
    private void tryPlace(List<URI> places, int which, int left, SystemInfo info) {
        int mine = generation.get();
        XmppOptions xmpp;
        try {
            xmpp = XmppOptions.builder()
                    .endpoint(places.get(which))
                    .domain(info.xmppDomain())
                    .pubSubDomain(info.xmppPubSubDomain())
                    .resource(options.resource())
                    .credentials(options.credentials())
                    .build();
        } catch (IllegalArgumentException e) {
            events.accept(new SessionEvent.Ended(true, "SystemInfo names no notifications: " + e.getMessage()));
            return;
        }
        session = XmppSession.open(xmpp, resources, new XmppListener() {
            private boolean connected;

            @Override
            public void connected(Jid jid) {
                connected = true;
                place = which;
                say(new SessionEvent.Connected());
            }

            @Override
            public void event(String node, String itemId, String payload) {
                if (mine == generation.get()) {
                    payloads.accept(payload);
                }
            }

            @Override
            public void servicePresence(boolean available) {
                say(new SessionEvent.Presence(available));
            }

            @Override
            public void ended(XmppEnd end) {
                if (mine == generation.get() && !connected && end.kind() == XmppEnd.Kind.UNREACHABLE && left > 1) {
                    tryPlace(places, (which + 1) % places.size(), left - 1, info);
                } else {
                    say(new SessionEvent.Ended(end.mayRetry(), end.kind() + ": " + end.reason()));
                }
            }

            private void say(SessionEvent event) {
                if (mine == generation.get()) {
                    events.accept(event);
                }
            }
        });
    }

    void subscribe(String node) {
        XmppSession current = session;
        if (current != null) {
            var unused = current.subscribe(node)
                    .whenComplete((done, failure) -> events.accept(new SessionEvent.Subscribed(
                            node, failure == null ? "" : String.valueOf(failure.getMessage()))));
        }
    }

    /** Ends the notifications; complete when they have ended. */
    CompletableFuture<?> close() {
        XmppSession current = session;
        if (current == null) {
            return CompletableFuture.completedFuture(null);
        }
        current.close();
        return current.ended();
    }
}
