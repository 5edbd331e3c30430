package io.connects.finesse.internal.engine;

import io.connects.core.ConnectsException;
import io.connects.finesse.codec.DialogXml;
import io.connects.finesse.codec.NotificationXml;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.Dialogs;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.request.Paths;
import io.connects.finesse.xml.XmlElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a picture of agents true: connects, holds notifications back, reads everything, lets the notifications follow, and goes live; the same again
 * after every loss, on the other node if need be. Not thread-safe.
 */
public final class SessionEngine {
    /** Notifications held back while everything is read; beyond it, everything is read once more. */
    private static final int MOST_HELD = 100_000;

    private final SessionRules rules;
    private final Picture picture;
    private final NodeChoice nodes;
    private final Reads reads;
    private final List<Notification> held = new ArrayList<>();
    /** Of each list of dialogs that was asked for: how many notifications of dialogs had come before. */
    private final Map<String, Long> askedAt = new HashMap<>();

    private long dialogNews;
    private List<SessionEffect> effects = new ArrayList<>();

    private Phase phase = Phase.SEEKING;
    private @Nullable SystemInfo info;
    private int usedNode = -1;
    private boolean connection;
    private int liveNode = -1;
    private boolean overflowed;
    private boolean present;
    private long wait;
    private long nextPoll;

    private enum Phase {
        /** No node is connected, or the one that is does not serve. */
        SEEKING,
        /** The old connection is being closed. */
        LEAVING,
        /** A connection is being made. */
        CONNECTING,
        /** Everything is being read. */
        SYNCING,
        /** What is known is true. */
        LIVE,
        /** For ever. */
        STOPPED
    }

    public SessionEngine(SessionRules rules) {
        this.rules = rules;
        this.picture = new Picture(rules.loginId());
        this.nodes = new NodeChoice(rules.nodes(), rules.again());
        this.reads = new Reads(rules.readPace());
    }

    public Picture picture() {
        return picture;
    }

    /** How the node in use is; null before the first. */
    public @Nullable SystemInfo info() {
        return info;
    }

    public boolean isLive() {
        return phase == Phase.LIVE;
    }

    /** What follows from an event. */
    public List<SessionEffect> on(SessionEvent event, long now) {
        effects = new ArrayList<>();
        if (phase != Phase.STOPPED) {
            handle(event, now);
            send(now);
        }
        return effects;
    }

    private void handle(SessionEvent event, long now) {
        if (event instanceof SessionEvent.Begin) {
            move(nodes.seek(), now);
        } else if (event instanceof SessionEvent.NodeTold told) {
            move(nodes.told(told.node(), told.info(), now), now);
        } else if (event instanceof SessionEvent.Connected) {
            connected(now);
        } else if (event instanceof SessionEvent.Presence presence) {
            presence(presence.available(), now);
        } else if (event instanceof SessionEvent.Ended ended) {
            ended(ended, now);
        } else if (event instanceof SessionEvent.Subscribed subscribed) {
            if (!subscribed.refusal().isEmpty()) {
                effects.add(new SessionEffect.Missing(subscribed.node(), subscribed.refusal()));
            }
        } else if (event instanceof SessionEvent.Told told) {
            told(told.notification(), now);
        } else if (event instanceof SessionEvent.Read read) {
            if (reads.answered(read.path())) {
                read(read.path(), read.element(), now);
            }
        } else if (event instanceof SessionEvent.ReadFailed failed) {
            readFailed(failed.path(), failed.why(), now);
        } else {
            tick(now);
        }
    }

    private void move(NodeChoice.Move move, long now) {
        if (move instanceof NodeChoice.Move.Ask ask) {
            effects.add(new SessionEffect.AskNode(ask.node()));
        } else if (move instanceof NodeChoice.Move.Use use) {
            info = use.info();
            if (connection && use.node() == usedNode) {
                // It was not gone, or it has come back with the connection still there.
                sync(now);
            } else if (connection) {
                stale("moving to the other node");
                phase = Phase.LEAVING;
                wait = now + rules.closing().toNanos();
                effects.add(new SessionEffect.Close());
            } else {
                open();
            }
        }
    }

    private void open() {
        SystemInfo node = info;
        if (node != null) {
            phase = Phase.CONNECTING;
            usedNode = nodes.current();
            connection = true;
            present = false;
            effects.add(new SessionEffect.Open(usedNode, node));
        }
    }

    private void connected(long now) {
        if (phase != Phase.CONNECTING) {
            return;
        }
        wait = now + rules.presence().toNanos();
        subscriptions().forEach(node -> effects.add(new SessionEffect.Subscribe(node)));
        sync(now);
    }

    /** Those that Finesse does not make by itself. */
    private Stream<String> subscriptions() {
        Stream<String> own =
                rules.ownMedia() && !isCcx() ? Stream.of(Paths.dialogs(rules.loginId()) + "/Media") : Stream.of();
        Stream<String> teams = rules.teams().stream().map(team -> Paths.team(team) + "/Users");
        Stream<String> queues = isCcx() ? Stream.of() : rules.queues().stream().map(Paths::queue);
        return Stream.of(own, teams, queues).flatMap(all -> all);
    }

    private boolean isCcx() {
        return info != null && info.isCcx();
    }

    private void sync(long now) {
        phase = Phase.SYNCING;
        held.clear();
        overflowed = false;
        reads.forgetAll();
        everything();
        nextPoll = now + rules.poll().toNanos();
    }

    private void everything() {
        reads.want(Paths.user(rules.loginId()));
        if (rules.ownDialogs()) {
            reads.want(Paths.dialogs(rules.loginId()));
        }
        if (rules.ownMedia() && !isCcx()) {
            reads.want(Paths.media(rules.loginId()));
        }
        rules.teams().forEach(team -> reads.want(Paths.team(team)));
        if (!isCcx()) {
            rules.queues().forEach(queue -> reads.want(Paths.queue(queue)));
        }
    }

    private void presence(boolean available, long now) {
        present = available;
        if (!available && (phase == Phase.LIVE || phase == Phase.SYNCING)) {
            down("Finesse's own presence is gone", now);
        } else if (available && phase == Phase.SEEKING && connection) {
            move(nodes.seek(), now);
        }
        settle(now);
    }

    /** The node in use does not serve, though its notifications are connected. */
    private void down(String why, long now) {
        stale(why);
        phase = Phase.SEEKING;
        reads.forgetAll();
        move(nodes.seek(), now);
    }

    private void stale(String why) {
        if (phase == Phase.LIVE) {
            effects.add(new SessionEffect.Stale(why));
        }
    }

    private void ended(SessionEvent.Ended ended, long now) {
        if (!connection) {
            return;
        }
        connection = false;
        reads.forgetAll();
        if (phase == Phase.LEAVING) {
            open();
            return;
        }
        if (!ended.mayRetry()) {
            stale(ended.words());
            phase = Phase.STOPPED;
            effects.add(new SessionEffect.Stopped(ended.words()));
            return;
        }
        stale(ended.words());
        boolean wasSeeking = phase == Phase.SEEKING && nodes.isSeeking();
        phase = Phase.SEEKING;
        if (!wasSeeking) {
            move(nodes.lost(now), now);
        }
    }

    private void told(Notification notification, long now) {
        if (notification.payload() instanceof SystemInfo told) {
            systemInfo(told, now);
        } else if (phase == Phase.SYNCING) {
            if (held.size() < MOST_HELD) {
                held.add(notification);
            } else {
                overflowed = true;
            }
        } else if (phase == Phase.LIVE) {
            if (notification.payload() instanceof Dialog || notification.payload() instanceof Dialogs) {
                dialogNews++;
            }
            take(picture.told(notification));
        }
    }

    private void systemInfo(SystemInfo told, long now) {
        SystemInfo before = info;
        info = told;
        if (!told.inService() && (phase == Phase.LIVE || phase == Phase.SYNCING)) {
            down("the node is " + told.status(), now);
        } else if (told.inService() && phase == Phase.SEEKING && connection) {
            move(nodes.seek(), now);
        } else if (told.inService()
                && told.maintenance() != null
                && (before == null || before.maintenance() == null)
                && phase == Phase.LIVE) {
            move(nodes.moveEarly(), now);
        }
    }

    private void take(Picture.Change change) {
        change.facts().forEach(fact -> effects.add(new SessionEffect.Tell(fact)));
        change.reread().forEach(reads::want);
    }

    private void read(String path, XmlElement element, long now) {
        String tasksOf = tasksIn(path);
        if (path.equals(Paths.dialogs(rules.loginId())) || tasksOf != null) {
            // What was told meanwhile is newer than this, and a list has no time of its own.
            Long before = askedAt.remove(path);
            if (phase == Phase.LIVE && (before == null || before != dialogNews)) {
                reads.want(path);
            } else {
                take(picture.readDialogs(DialogXml.readAll(element), tasksOf));
            }
        } else {
            take(picture.read(NotificationXml.payload(element)));
        }
        if (path.equals(Paths.media(rules.loginId()))) {
            picture.media().stream()
                    .filter(Media::signedIn)
                    .forEach(media -> reads.want(Paths.tasks(rules.loginId(), media.id())));
        }
        settle(now);
    }

    /** The domain whose tasks are at this path; null when it is another path. */
    private @Nullable String tasksIn(String path) {
        String media = Paths.media(rules.loginId()) + "/";
        return path.startsWith(media) && path.endsWith("/Dialogs")
                ? path.substring(media.length(), path.length() - "/Dialogs".length())
                : null;
    }

    private void readFailed(String path, ConnectsException why, long now) {
        if (!reads.failed(path, why.retryable())) {
            return;
        }
        if (why.retryable() && phase == Phase.SYNCING) {
            // Not to know is no basis: the node does not serve, whatever it says of itself.
            phase = Phase.SEEKING;
            reads.forgetAll();
            move(nodes.lost(now), now);
        } else if (!why.retryable()) {
            effects.add(new SessionEffect.Missing(path, String.valueOf(why.getMessage())));
        }
        settle(now);
    }

    private void settle(long now) {
        boolean mayGoLive = present || now - wait >= 0;
        if (phase != Phase.SYNCING || !reads.isEmpty() || !mayGoLive) {
            return;
        }
        if (overflowed) {
            sync(now);
            return;
        }
        phase = Phase.LIVE;
        nodes.serves();
        List<Notification> follow = new ArrayList<>(held);
        held.clear();
        follow.forEach(notification -> take(picture.told(notification)));
        effects.add(new SessionEffect.Live(usedNode, liveNode >= 0 && liveNode != usedNode));
        liveNode = usedNode;
    }

    private void tick(long now) {
        move(nodes.tick(now), now);
        if (phase == Phase.LEAVING && now - wait >= 0) {
            connection = false;
            open();
        } else if (phase == Phase.LIVE && now - nextPoll >= 0) {
            nextPoll = now + rules.poll().toNanos();
            everything();
            if (info != null && info.maintenance() != null) {
                // The other node may serve by now.
                move(nodes.moveEarly(), now);
            }
        }
        settle(now);
    }

    private void send(long now) {
        if (phase == Phase.SYNCING || phase == Phase.LIVE) {
            for (String path : reads.due(now)) {
                askedAt.put(path, dialogNews);
                effects.add(new SessionEffect.Get(path));
            }
        }
    }

    /** When {@link SessionEvent.Tick} is due. */
    public OptionalLong nextDeadline() {
        Stream<OptionalLong> all = Stream.of(
                nodes.nextDeadline(),
                phase == Phase.SYNCING || phase == Phase.LIVE ? reads.nextDeadline() : OptionalLong.empty(),
                phase == Phase.LEAVING || (phase == Phase.SYNCING && !present)
                        ? OptionalLong.of(wait)
                        : OptionalLong.empty(),
                phase == Phase.LIVE ? OptionalLong.of(nextPoll) : OptionalLong.empty());
        return all.filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .min(Comparator.comparing(deadline -> deadline))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }
}
