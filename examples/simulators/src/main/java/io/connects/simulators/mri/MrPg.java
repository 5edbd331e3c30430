package io.connects.simulators.mri;

import io.connects.simulators.cce.LittleCce;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Media Routing Peripheral Gateway: connects to the application, opens a session, keeps it alive with heartbeats, and has tasks routed by a
 * {@link LittleCce}. When the connection is lost it connects again after the reconnect interval, for ever; what was in queue is discarded.
 *
 * <p>With two sides, exactly one of those that are connected is active; ROUTING_ENABLED and ROUTING_DISABLED tell which. The first to open its
 * session becomes active, and stays so until it loses its link or {@link #switchSides()} is called; then the other one takes over, and what the old
 * one had in queue is discarded. Agents who were chosen already are not affected.
 *
 * <p>Several PGs may stand before one CCE. Thread-safe. It owns one thread, which ends with {@link #close()}; the little CCE stays.
 */
public final class MrPg implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MrPg.class);
    private static final long MOST_SECONDS_TO_END = 5;

    final AtomicInteger strays = new AtomicInteger();
    volatile boolean routingEnabled = true;
    volatile boolean ignoringTerminates;

    private final MrPgOptions options;
    private final EventLoopGroup eventLoop;
    private final Map<PgSide, PgLink> links = new EnumMap<>(PgSide.class);
    private final AtomicInteger sessionsOpened = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Written on the event loop. */
    private volatile @Nullable PgSide active;

    /** A PG that connects when it is started. */
    public MrPg(MrPgOptions options, LittleCce cce) {
        this.options = Objects.requireNonNull(options, "options");
        Objects.requireNonNull(cce, "cce");
        this.eventLoop =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("mr-pg", true), NioIoHandler.newFactory());
        options.sides()
                .forEach((side, addresses) ->
                        links.put(side, new PgLink(side, addresses, this, options, cce, eventLoop)));
    }

    /**
     * Starts connecting.
     *
     * @throws IllegalStateException when it was started before
     */
    public MrPg start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("This MR PG was already started");
        }
        eventLoop.execute(() -> links.values().stream()
                .filter(link -> options.idleSideConnects() || link.side == PgSide.A)
                .forEach(PgLink::connect));
        return this;
    }

    /** The peripheral's name, by which the CCE's ledger tells the tasks of several PGs apart. */
    public String name() {
        return options.name();
    }

    /** Whether a side is active, which includes that its session is open. */
    public boolean isOpen() {
        return active != null;
    }

    /** The active side; empty when none is. */
    public Optional<PgSide> activeSide() {
        return Optional.ofNullable(active);
    }

    /** Whether this side's session is open. */
    public boolean isOpen(PgSide side) {
        return onLoop(() -> session(side) != null);
    }

    /** How many sessions were opened so far, by all sides. */
    public int sessionsOpened() {
        return sessionsOpened.get();
    }

    /** How many messages the application sent that could not be read, were unexpected or broke a rule. */
    public int strays() {
        return strays.get();
    }

    /** What makes this PG misbehave. */
    public PgFaults faults() {
        return new PgFaults(this);
    }

    /**
     * Makes the other side active; what this PG has in queue is discarded. Not to be called on a listener's thread of this PG.
     *
     * @return false, having done nothing, when no side is active or the other one is not ready to be
     */
    public boolean switchSides() {
        return onLoop(() -> {
            PgLink from = active == null ? null : links.get(active);
            PgLink to = other(from);
            if (from == null || to == null) {
                return false;
            }
            if (!options.idleSideConnects()) {
                // It becomes active when it has connected.
                from.leave();
                return true;
            }
            if (!canTakeOver(to)) {
                return false;
            }
            activate(to);
            return true;
        });
    }

    // --- on the event loop

    void linkOpened(PgLink link) {
        sessionsOpened.incrementAndGet();
        log.info(
                "event=session-opened pg={} side={} peer={} dialect={}",
                name(),
                link.side,
                link.application(),
                options.dialect().name());
        if (active == null) {
            activate(link);
        } else {
            announce(link);
        }
    }

    void linkLost(PgLink link, boolean wasOpen) {
        PgLink other = other(link);
        if (active == link.side) {
            active = null;
            log.info("event=active-side-lost pg={} side={}", name(), link.side);
        }
        if (other == null || closed.get()) {
            return;
        }
        if (!options.idleSideConnects()) {
            link.rest();
            other.takeOver(wasOpen);
        } else if (active == null && canTakeOver(other)) {
            activate(other);
        }
    }

    /** Lets a side that froze be active no longer, if the other one can be. */
    void froze(PgSide side) {
        PgLink other = other(links.get(side));
        if (active == side && other != null && canTakeOver(other)) {
            activate(other);
        }
    }

    /** A side that was frozen can be active again, and is if no other one is. */
    void thawed(PgSide side) {
        PgLink link = links.get(side);
        if (active == null && link != null && canTakeOver(link)) {
            activate(link);
        }
    }

    private void activate(PgLink link) {
        PgLink before = active == null ? null : links.get(active);
        active = link.side;
        log.info("event=side-active pg={} side={}", name(), link.side);
        if (before != null && before != link) {
            announce(before);
        }
        announce(link);
    }

    void announceRouting() {
        links.values().forEach(this::announce);
    }

    private void announce(PgLink link) {
        PgSession session = link.openSession();
        if (session != null) {
            session.route(routingEnabled && active == link.side);
        }
    }

    private static boolean canTakeOver(PgLink link) {
        PgSession session = link.openSession();
        return session != null && !session.isStalled();
    }

    private @Nullable PgLink other(@Nullable PgLink link) {
        return links.values().stream()
                .filter(candidate -> candidate != link)
                .findFirst()
                .orElse(null);
    }

    private @Nullable PgSession session(@Nullable PgSide side) {
        PgLink link = side == null ? null : links.get(side);
        return link == null ? null : link.openSession();
    }

    /**
     * Does something with an open session on the event loop, and waits for it; false when there is no session.
     *
     * @param side null for the active one
     */
    boolean withSession(@Nullable PgSide side, Predicate<PgSession> action) {
        return onLoop(() -> {
            PgSession session = session(side == null ? active : side);
            return session != null && action.test(session);
        });
    }

    /** The idle side first, so that it does not take over. */
    boolean cutAll() {
        return onLoop(() -> {
            List<PgSession> sessions = links.values().stream()
                    .sorted(Comparator.comparing(link -> link.side == active))
                    .map(PgLink::openSession)
                    .filter(Objects::nonNull)
                    .toList();
            sessions.forEach(PgSession::cut);
            return !sessions.isEmpty();
        });
    }

    private boolean onLoop(BooleanSupplier action) {
        return !closed.get()
                && eventLoop.submit(action::getAsBoolean).syncUninterruptibly().getNow();
    }

    /** Sends CLOSE_REQ where a session is open, closes the connections and ends the thread. Idempotent; not to be called from a listener. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            eventLoop.submit(() -> links.values().forEach(PgLink::leave)).syncUninterruptibly();
            eventLoop
                    .shutdownGracefully(0, MOST_SECONDS_TO_END, TimeUnit.SECONDS)
                    .syncUninterruptibly();
        }
    }
}
