package io.connects.mri.inspect;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packets of a pcap file (micro- or nanoseconds, either byte order) or a pcapng file (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng). Ends at
 * the first damage and notes it. Own code, because no library on Maven Central reads both without libpcap and is still kept.
 */
final class PacketFile {
    private static final int MOST_PACKET_BYTES = 256 * 1024;
    private static final int MOST_BLOCK_BYTES = 16 << 20;
    private static final int MOST_INTERFACES = 10_000;
    private static final int MICROS = 0xA1B2C3D4;
    private static final int NANOS = 0xA1B23C4D;
    private static final int SECTION = 0x0A0D0D0A;
    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int LINK_TYPE_MASK = 0x0FFF_FFFF;
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private final InputStream in;
    private final List<Interface> interfaces = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private boolean started;
    private boolean blocks;
    private long unitsASecond = 1_000_000;
    private int linkType;
    private long read;

    /** A capturing interface of a pcapng section, and in which parts of a second its packets' times are counted. */
    private record Interface(int linkType, long unitsASecond) {}

    PacketFile(InputStream in) {
        this.in = in;
    }

    static boolean isOne(byte[] magic) {
        if (magic.length < 4) {
            return false;
        }
        int first = ByteBuffer.wrap(magic).getInt();
        int turned = Integer.reverseBytes(first);
        return first == SECTION || first == MICROS || first == NANOS || turned == MICROS || turned == NANOS;
    }

    List<String> notes() {
        return notes;
    }

    /** The next packet, or null at the end or at damage. */
    @Nullable
    Packet next() throws IOException {
        try {
            if (!started) {
                start();
            }
            return blocks ? nextOfBlocks() : nextRecord();
        } catch (EOFException e) {
            notes.add("the file is cut off after " + read + " bytes");
        } catch (Damage e) {
            notes.add("the file is damaged near byte " + read + ": " + e.getMessage());
        }
        return null;
    }

    private void start() throws IOException, Damage {
        started = true;
        ByteBuffer magic = take(4);
        int first = magic.getInt(0);
        blocks = first == SECTION;
        if (blocks) {
            section();
            return;
        }
        boolean turned = first != MICROS && first != NANOS;
        order = turned ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        unitsASecond = (turned ? Integer.reverseBytes(first) : first) == NANOS ? NANOS_A_SECOND : 1_000_000;
        linkType = take(20).getInt(16) & LINK_TYPE_MASK;
    }

    // --- pcap

    private @Nullable Packet nextRecord() throws IOException, Damage {
        ByteBuffer head = takeOrEnd(16);
        if (head == null) {
            return null;
        }
        long seconds = Integer.toUnsignedLong(head.getInt());
        long fraction = Integer.toUnsignedLong(head.getInt());
        int captured = length(head.getInt(), MOST_PACKET_BYTES);
        byte[] bytes = new byte[captured];
        take(captured).get(bytes);
        return new Packet(Instant.ofEpochSecond(seconds, fraction * (NANOS_A_SECOND / unitsASecond)), linkType, bytes);
    }

    // --- pcapng

    private @Nullable Packet nextOfBlocks() throws IOException, Damage {
        for (ByteBuffer type = takeOrEnd(4); type != null; type = takeOrEnd(4)) {
            if (type.getInt(0) == SECTION) {
                section();
                continue;
            }
            int total = length(take(4).getInt(0), MOST_BLOCK_BYTES);
            if (total < 12 || total % 4 != 0) {
                throw new Damage("a block of " + total + " bytes");
            }
            ByteBuffer body = take(total - 12);
            take(4);
            Packet packet = block(type.getInt(0), body);
            if (packet != null) {
                return packet;
            }
        }
        return null;
    }

    /** A section header behind its block type, which is the same in both byte orders. */
    private void section() throws IOException, Damage {
        ByteBuffer head = take(8);
        order = head.order(ByteOrder.BIG_ENDIAN).getInt(4) == BYTE_ORDER
                ? ByteOrder.BIG_ENDIAN
                : ByteOrder.LITTLE_ENDIAN;
        head.order(order);
        int total = length(head.getInt(0), MOST_BLOCK_BYTES);
        if (head.getInt(4) != BYTE_ORDER || total < 28) {
            throw new Damage("no section header");
        }
        take(total - 12);
        interfaces.clear();
    }

    private @Nullable Packet block(int type, ByteBuffer body) throws Damage {
        switch (type) {
            case 1 -> addInterface(body);
            case 2, 6 -> { // packet (obsolete) and enhanced packet
                need(body, 20);
                int index = type == 6 ? body.getInt() : Short.toUnsignedInt(body.getShort());
                if (type == 2) {
                    body.getShort(); // drops count
                }
                long units = (Integer.toUnsignedLong(body.getInt()) << 32) | Integer.toUnsignedLong(body.getInt());
                int captured = length(body.getInt(), MOST_PACKET_BYTES);
                body.getInt();
                return packet(index, units, captured, body);
            }
            case 3 -> { // simple packet, without time
                need(body, 4);
                int original = body.getInt();
                int captured = Integer.compareUnsigned(original, body.remaining()) < 0 ? original : body.remaining();
                return packet(0, -1, captured, body);
            }
            default -> {} // names, statistics, comments
        }
        return null;
    }

    private void addInterface(ByteBuffer body) throws Damage {
        need(body, 8);
        if (interfaces.size() == MOST_INTERFACES) {
            throw new Damage("more than " + MOST_INTERFACES + " interfaces");
        }
        int link = Short.toUnsignedInt(body.getShort(0));
        long units = 1_000_000;
        body.position(8);
        while (body.remaining() >= 4) {
            int code = Short.toUnsignedInt(body.getShort());
            int length = Short.toUnsignedInt(body.getShort());
            if (code == 0 || length > body.remaining()) {
                break;
            }
            if (code == 9 && length == 1) {
                units = unitsASecond(body.get(body.position()));
            }
            body.position(Math.min(body.limit(), body.position() + (length + 3) / 4 * 4));
        }
        interfaces.add(new Interface(link, units));
    }

    /** Option if_tsresol: a negative power of 10, or of 2 with the high bit set. */
    private static long unitsASecond(byte resolution) throws Damage {
        int power = resolution & 0x7F;
        if (power > (resolution < 0 ? 32 : 9)) {
            throw new Damage("times finer than nanoseconds");
        }
        return resolution < 0 ? 1L << power : (long) Math.pow(10, power);
    }

    private Packet packet(int index, long units, int captured, ByteBuffer body) throws Damage {
        if (index < 0 || index >= interfaces.size()) {
            throw new Damage("a packet of an interface that is not described");
        }
        need(body, captured);
        byte[] bytes = new byte[captured];
        body.get(bytes);
        Interface on = interfaces.get(index);
        return new Packet(units < 0 ? null : time(units, on.unitsASecond()), on.linkType(), bytes);
    }

    private static Instant time(long units, long unitsASecond) {
        long nanos = (long) ((units % unitsASecond) * ((double) NANOS_A_SECOND / unitsASecond));
        return Instant.ofEpochSecond(units / unitsASecond, nanos);
    }

    // --- bytes

    private static void need(ByteBuffer body, int bytes) throws Damage {
        if (body.remaining() < bytes) {
            throw new Damage("a block that is shorter than what it says");
        }
    }

    private static int length(int said, int most) throws Damage {
        if (said < 0 || said > most) {
            throw new Damage("a length of " + Integer.toUnsignedLong(said) + " bytes");
        }
        return said;
    }

    private @Nullable ByteBuffer takeOrEnd(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        read += bytes.length;
        if (bytes.length > 0 && bytes.length < count) {
            throw new EOFException();
        }
        return bytes.length == 0 ? null : ByteBuffer.wrap(bytes).order(order);
    }

    private ByteBuffer take(int count) throws IOException {
        if (count == 0) {
            return ByteBuffer.allocate(0).order(order);
        }
        ByteBuffer bytes = takeOrEnd(count);
        if (bytes == null) {
            throw new EOFException();
        }
        return bytes;
    }

    /** What follows cannot be told into packets any more. */
    private static final class Damage extends Exception {
        private static final long serialVersionUID = 1L;

        private Damage(String message) {
            super(message);
        }
    }
}
