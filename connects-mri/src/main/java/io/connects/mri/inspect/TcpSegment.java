package io.connects.mri.inspect;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A TCP segment of a packet, as far as it was captured.
 *
 * @param missing bytes of the payload that the capture cut off
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never changed: a copy of each would double a capture
record TcpSegment(
        @Nullable Instant time,
        Endpoint from,
        Endpoint to,
        int sequence,
        int acknowledged,
        int flags,
        byte[] payload,
        int missing) {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    private static final int TCP = 6;
    private static final int MOST_NESTED = 8;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;

    /** An address and a port. */
    record Endpoint(InetAddress host, int port) {
        @Override
        public String toString() {
            String name = host.getHostAddress();
            return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
        }
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The segment in a packet; null when there is none, or only a part of one (an IP fragment), or too little of it. */
    static @Nullable TcpSegment of(Packet packet) {
        ByteBuffer bytes = ByteBuffer.wrap(packet.bytes());
        try {
            int protocol = switch (packet.linkType()) {
                case 0 -> family(bytes.order(ByteOrder.LITTLE_ENDIAN).getInt());
                case 108 -> family(bytes.getInt());
                case 1 -> etherType(bytes.position(12));
                case 12, 14, 101, 228, 229 -> version(bytes);
                case 113 -> etherType(bytes.position(14)); // Linux cooked v1
                case 276 -> { // Linux cooked v2
                    int type = Short.toUnsignedInt(bytes.getShort());
                    yield tagged(type, bytes.position(20));
                }
                default -> 0;
            };
            bytes.order(ByteOrder.BIG_ENDIAN);
            return protocol == IPV4 ? ipv4(packet, bytes) : protocol == IPV6 ? ipv6(packet, bytes) : null;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return null; // shorter than its headers say
        }
    }

    /** The loopback header of BSD: the host's number of the address family, in the host's byte order. */
    private static int family(int said) {
        int family = (said & 0xFFFF) == 0 ? Integer.reverseBytes(said) : said;
        return switch (family) {
            case 2 -> IPV4;
            case 10, 24, 28, 30 -> IPV6;
            default -> 0;
        };
    }

    private static int etherType(ByteBuffer bytes) {
        return tagged(Short.toUnsignedInt(bytes.getShort()), bytes);
    }

    /** Skips VLAN tags. */
    private static int tagged(int firstType, ByteBuffer bytes) {
        int type = firstType;
        for (int depth = 0; (type == 0x8100 || type == 0x88A8 || type == 0x9100) && depth < MOST_NESTED; depth++) {
            bytes.getShort();
            type = Short.toUnsignedInt(bytes.getShort());
        }
        return type;
    }

    private static int version(ByteBuffer bytes) {
        int version = (bytes.get(bytes.position()) & 0xFF) >> 4;
        return version == 4 ? IPV4 : version == 6 ? IPV6 : 0;
    }

    private static @Nullable TcpSegment ipv4(Packet packet, ByteBuffer bytes) {
        int start = bytes.position();
        int headerBytes = (bytes.get(start) & 0x0F) * 4;
        int total = Short.toUnsignedInt(bytes.getShort(start + 2));
        int fragment = bytes.getShort(start + 6) & 0x3FFF;
        if (headerBytes < 20 || fragment != 0 || bytes.get(start + 9) != TCP) {
            return null;
        }
        InetAddress from = address(bytes.position(start + 12), 4);
        InetAddress to = address(bytes, 4);
        // Offloading leaves 0 in the length of what is larger than an IP packet.
        int end = total == 0 ? bytes.limit() : start + total;
        return tcp(packet, from, to, bytes.position(start + headerBytes), end);
    }

    private static @Nullable TcpSegment ipv6(Packet packet, ByteBuffer bytes) {
        int start = bytes.position();
        int length = Short.toUnsignedInt(bytes.getShort(start + 4));
        int next = bytes.get(start + 6) & 0xFF;
        InetAddress from = address(bytes.position(start + 8), 16);
        InetAddress to = address(bytes, 16);
        int end = length == 0 ? bytes.limit() : start + 40 + length;
        for (int depth = 0; depth < MOST_NESTED && (next == 0 || next == 43 || next == 60); depth++) {
            int at = bytes.position();
            next = bytes.get(at) & 0xFF;
            bytes.position(at + ((bytes.get(at + 1) & 0xFF) + 1) * 8);
        }
        return next == TCP ? tcp(packet, from, to, bytes, end) : null;
    }

    private static TcpSegment tcp(Packet packet, InetAddress from, InetAddress to, ByteBuffer bytes, int end) {
        int start = bytes.position();
        int dataAt = start + ((bytes.get(start + 12) & 0xFF) >> 4) * 4;
        int dataBytes = Math.max(0, end - dataAt);
        byte[] payload = new byte[Math.min(dataBytes, Math.max(0, bytes.limit() - dataAt))];
        if (payload.length > 0) {
            bytes.get(dataAt, payload);
        }
        return new TcpSegment(
                packet.time(),
                new Endpoint(from, Short.toUnsignedInt(bytes.getShort(start))),
                new Endpoint(to, Short.toUnsignedInt(bytes.getShort(start + 2))),
                bytes.getInt(start + 4),
                bytes.getInt(start + 8),
                bytes.get(start + 13) & 0x3F,
                payload,
                dataBytes - payload.length);
    }

    private static InetAddress address(ByteBuffer bytes, int length) {
        byte[] address = new byte[length];
        bytes.get(address);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e); // not for 4 or 16 bytes
        }
    }
}
