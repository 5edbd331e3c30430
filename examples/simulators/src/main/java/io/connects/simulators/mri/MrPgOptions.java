package io.connects.simulators.mri;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where and how an {@link MrPg} connects. Immutable; every method gives a changed copy. */
public final class MrPgOptions {
    /** The peripheral's name unless another is given. */
    public static final String DEFAULT_NAME = "MR_PG";

    private String name = DEFAULT_NAME;
    private Dialect dialect;
    private Duration heartbeatInterval = Duration.ofSeconds(5);
    private int toleratedSilences = 3;
    private Duration reconnectInterval = Duration.ofSeconds(10);
    private boolean idleSideConnects = true;
    private Map<PgSide, Side> sides;

    /**
     * One side of a PG.
     *
     * @param from the local address that it connects from; null for any
     * @param applications where the application listens, best first, at most two; when one cannot be reached the other is tried
     */
    public record Side(@Nullable InetAddress from, List<InetSocketAddress> applications) {
        public Side {
            applications = List.copyOf(applications);
            if (applications.isEmpty() || applications.size() > 2) {
                throw new IllegalArgumentException("applications: must be one or two, were " + applications.size());
            }
        }
    }

    private MrPgOptions(Dialect dialect, Map<PgSide, Side> sides) {
        this.dialect = Objects.requireNonNull(dialect, "dialect");
        this.sides = sides;
    }

    private MrPgOptions with(Consumer<MrPgOptions> change) {
        MrPgOptions copy = new MrPgOptions(dialect, sides);
        copy.name = name;
        copy.heartbeatInterval = heartbeatInterval;
        copy.toleratedSilences = toleratedSilences;
        copy.reconnectInterval = reconnectInterval;
        copy.idleSideConnects = idleSideConnects;
        change.accept(copy);
        return copy;
    }

    /**
     * One side, CCE's documented intervals (a heartbeat every 5 s, 10 s before it connects again), three tolerated silences, and the dialect that
     * everybody starts with.
     */
    public static MrPgOptions connectingTo(InetSocketAddress application) {
        return new MrPgOptions(Dialect.standard(), Map.of(PgSide.A, new Side(null, List.of(application))));
    }

    /** Names the peripheral; PGs in front of one CCE need names of their own. */
    public MrPgOptions named(String peripheral) {
        Objects.requireNonNull(peripheral, "peripheral");
        return with(copy -> copy.name = peripheral);
    }

    /** The same with another dialect. */
    public MrPgOptions speaking(Dialect other) {
        Objects.requireNonNull(other, "other");
        return with(copy -> copy.dialect = other);
    }

    /**
     * The same with other intervals, of at least 1 ms.
     *
     * @param heartbeat how often the PG asks whether the application is there
     * @param reconnect how long the PG waits before it connects again
     */
    public MrPgOptions every(Duration heartbeat, Duration reconnect) {
        requireMillis(heartbeat, "heartbeat");
        requireMillis(reconnect, "reconnect");
        return with(copy -> {
            copy.heartbeatInterval = heartbeat;
            copy.reconnectInterval = reconnect;
        });
    }

    /** How many heartbeats may go unanswered in a row; with one more the PG drops the connection. */
    public MrPgOptions tolerating(int silences) {
        if (silences < 0) {
            throw new IllegalArgumentException("silences: must not be negative, was " + silences);
        }
        return with(copy -> copy.toleratedSilences = silences);
    }

    /** The same application, and a second host of it that every side tries when it cannot reach the first. */
    public MrPgOptions orTo(InetSocketAddress second) {
        Map<PgSide, Side> both = new EnumMap<>(PgSide.class);
        sides.forEach((name, side) ->
                both.put(name, new Side(side.from(), List.of(side.applications().get(0), second))));
        return with(copy -> copy.sides = Map.copyOf(both));
    }

    /** Two sides, from 127.0.0.1 and 127.0.0.2, so that an application on loopback sees two hosts. */
    public MrPgOptions twoSides() {
        List<InetSocketAddress> applications =
                Objects.requireNonNull(sides.get(PgSide.A)).applications();
        return sides(new Side(loopback(1), applications), new Side(loopback(2), applications));
    }

    /** Two sides, each from where and to where it is said. */
    public MrPgOptions sides(Side a, Side b) {
        return with(copy -> copy.sides = Map.of(PgSide.A, a, PgSide.B, b));
    }

    /**
     * Whether the idle side of two keeps a session open too, as it does unless told otherwise. What a real PG does is not public.
     *
     * @param connects false to have the idle side connect when it becomes active, and not before
     */
    public MrPgOptions idleSideConnects(boolean connects) {
        return with(copy -> copy.idleSideConnects = connects);
    }

    public String name() {
        return name;
    }

    public Dialect dialect() {
        return dialect;
    }

    Duration heartbeatInterval() {
        return heartbeatInterval;
    }

    int toleratedSilences() {
        return toleratedSilences;
    }

    Duration reconnectInterval() {
        return reconnectInterval;
    }

    boolean idleSideConnects() {
        return idleSideConnects;
    }

    /** One, which is A, or two. */
    Map<PgSide, Side> sides() {
        return sides;
    }

    private static InetAddress loopback(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    private static void requireMillis(Duration duration, String name) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(name + ": must be at least 1 ms, was " + duration);
        }
    }
}
