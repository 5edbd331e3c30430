package io.connects.mri.inspect;

import io.connects.mri.inspect.Conversation.Chunk;
import io.connects.mri.inspect.TcpSegment.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections of a capture, each direction put in order. */
final class TcpStreams {
    private static final int MOST_CONNECTIONS = 20_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int MRI_PORT = 38001;

    private final Map<Set<Endpoint>, Connection> current = new HashMap<>();
    private final List<Connection> all = new ArrayList<>();
    private final Map<Endpoint, Integer> connectionsOf = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long bytes;
    private int gaps;
    private int refused;

    private TcpStreams() {}

    static Capture of(PacketFile packets) throws IOException {
        var streams = new TcpStreams();
        int others = 0;
        Packet packet = packets.next();
        while (packet != null && streams.bytes <= MOST_BYTES) {
            TcpSegment segment = TcpSegment.of(packet);
            if (segment == null) {
                others++;
            } else {
                streams.add(segment);
            }
            packet = packets.next();
        }
        if (packet != null) {
            streams.notes.add("the rest of the file was not read: it carries more than " + MOST_BYTES + " bytes");
        }
        streams.notes.addAll(packets.notes());
        return streams.end(others);
    }

    private void add(TcpSegment segment) {
        Set<Endpoint> ends = Set.copyOf(List.of(segment.from(), segment.to()));
        if (ends.size() < 2) {
            return; // a port that speaks with itself cannot be told into directions
        }
        Connection connection = current.get(ends);
        boolean opens = segment.has(TcpSegment.SYN) && !segment.has(TcpSegment.ACK);
        if (connection == null || (opens && connection.isForeign(segment))) {
            if (all.size() == MOST_CONNECTIONS) {
                refused++;
                return;
            }
            connection = new Connection(segment.from(), segment.to());
            current.put(ends, connection);
            all.add(connection);
            ends.forEach(end -> connectionsOf.merge(end, 1, Integer::sum));
        }
        connection.add(segment);
    }

    private Capture end(int others) {
        var conversations = new ArrayList<Conversation>();
        for (Connection connection : all) {
            connection.end();
            if (!connection.chunks.isEmpty()) {
                conversations.add(connection.conversation());
            }
        }
        if (others > 0) {
            notes.add(others + " packets are not whole TCP over IP");
        }
        if (refused > 0) {
            notes.add(refused + " packets of connections beyond the first " + MOST_CONNECTIONS + " were left out");
        }
        if (gaps > 0) {
            notes.add(gaps + " times bytes are missing within a connection; its frames are taken up again behind them");
        }
        return new Capture(conversations, notes);
    }

    /** Both directions of one connection. */
    private final class Connection {
        private final Endpoint one;
        private final Endpoint other;
        private final TcpStream fromOne = new TcpStream();
        private final TcpStream fromOther = new TcpStream();
        private final List<Sent> chunks = new ArrayList<>();
        private @Nullable Endpoint opener;

        /** A chunk before it is known which side is which. */
        private record Sent(Endpoint from, Chunk chunk) {}

        private final Set<Endpoint> spoke = new HashSet<>();

        private Connection(Endpoint one, Endpoint other) {
            this.one = one;
            this.other = other;
        }

        private boolean isForeign(TcpSegment segment) {
            TcpStream stream = segment.from().equals(one) ? fromOne : fromOther;
            return stream.isForeign(segment.sequence()) || !chunks.isEmpty();
        }

        private void add(TcpSegment segment) {
            boolean byOne = segment.from().equals(one);
            TcpStream stream = byOne ? fromOne : fromOther;
            if (segment.has(TcpSegment.SYN)) {
                opener = segment.has(TcpSegment.ACK) ? segment.to() : segment.from();
                if (!stream.begun()) {
                    stream.begin(segment.sequence() + 1);
                }
            }
            if (segment.has(TcpSegment.ACK)) {
                (byOne ? fromOther : fromOne).acknowledged(segment, sink(segment.to()));
            }
            if (!segment.has(TcpSegment.RST)) {
                stream.add(segment, sink(segment.from()));
            }
        }

        private TcpStream.Sink sink(Endpoint from) {
            return (time, taken, lostBefore) -> {
                bytes += taken.length;
                boolean first = spoke.add(from);
                gaps += lostBefore && !first ? 1 : 0;
                chunks.add(new Sent(from, new Chunk(time, Side.UNKNOWN, taken, lostBefore)));
            };
        }

        private void end() {
            fromOne.end(null, sink(one));
            fromOther.end(null, sink(other));
        }

        private Conversation conversation() {
            Endpoint pim = opener == null ? likelyPim() : opener;
            List<Chunk> sides = chunks.stream()
                    .map(sent -> new Chunk(
                            sent.chunk().time(),
                            sent.from().equals(pim) ? Side.PIM : Side.APPLICATION,
                            sent.chunk().bytes(),
                            sent.chunk().lostBefore()))
                    .toList();
            Endpoint application = pim.equals(one) ? other : one;
            return new Conversation(pim.toString(), application.toString(), opener != null, sides);
        }

        /** Of a connection whose beginning was not captured: the one that does not listen where others connect to as well. */
        private Endpoint likelyPim() {
            int shared = connections(one) - connections(other);
            if (one.port() == MRI_PORT || other.port() == MRI_PORT || shared == 0) {
                boolean oneListens = one.port() == MRI_PORT || (other.port() != MRI_PORT && one.port() < other.port());
                return oneListens ? other : one;
            }
            return shared > 0 ? other : one;
        }

        private int connections(Endpoint end) {
            return connectionsOf.getOrDefault(end, 0);
        }
    }
}
