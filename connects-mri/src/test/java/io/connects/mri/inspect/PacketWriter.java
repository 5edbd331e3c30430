package io.connects.mri.inspect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes captures for tests: TCP segments in IPv4 or IPv6 in several link layers, in pcap or pcapng files of either byte order. Checksums are 0, as
 * a capture with checksum offloading has them.
 */
public final class PacketWriter {
    /** What the packets are wrapped in. */
    enum Link {
        NULL(0),
        ETHERNET(1),
        VLAN(1),
        RAW(101),
        LOOP(108),
        COOKED(113),
        COOKED2(276);

        final int type;

        Link(int type) {
            this.type = type;
        }
    }

    /** The file's form. */
    enum Form {
        PCAP_MICROS,
        PCAP_NANOS,
        PCAPNG
    }

    private final Link link;
    private final boolean v6;
    private final List<byte[]> packets = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();

    PacketWriter(Link link, boolean v6) {
        this.link = link;
        this.v6 = v6;
    }

    /** Ethernet and IPv4. */
    public PacketWriter() {
        this(Link.ETHERNET, false);
    }

    /** Adds a segment; the host is the last part of its address. */
    public PacketWriter segment(
            Instant time,
            int from,
            int fromPort,
            int to,
            int toPort,
            int sequence,
            int ack,
            int flags,
            byte[] payload) {
        ByteBuffer tcp = ByteBuffer.allocate(20 + payload.length)
                .putShort((short) fromPort)
                .putShort((short) toPort)
                .putInt(sequence)
                .putInt(ack)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 0xFFFF)
                .putInt(0)
                .put(payload);
        return packet(time, linked(v6 ? ipv6(from, to, tcp.array()) : ipv4(from, to, tcp.array())));
    }

    PacketWriter packet(Instant time, byte[] bytes) {
        packets.add(bytes);
        times.add(time);
        return this;
    }

    private static byte[] ipv4(int from, int to, byte[] tcp) {
        return ByteBuffer.allocate(20 + tcp.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + tcp.length))
                .putInt(0x0000_4000)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0)
                .putInt(0x0A00_0000 + from)
                .putInt(0x0A00_0000 + to)
                .put(tcp)
                .array();
    }

    private static byte[] ipv6(int from, int to, byte[] tcp) {
        return ByteBuffer.allocate(48 + tcp.length)
                .putInt(0x6000_0000)
                .putShort((short) (tcp.length + 8))
                .put((byte) 0) // hop-by-hop options first
                .put((byte) 64)
                .putLong(0xFD00_0000_0000_0000L)
                .putLong(from)
                .putLong(0xFD00_0000_0000_0000L)
                .putLong(to)
                .put((byte) 6)
                .put((byte) 0)
                .put(new byte[6])
                .put(tcp)
                .array();
    }

    private byte[] linked(byte[] ip) {
        int ether = v6 ? 0x86DD : 0x0800;
        ByteBuffer out = ByteBuffer.allocate(32 + ip.length);
        switch (link) {
            case NULL -> out.order(ByteOrder.LITTLE_ENDIAN).putInt(v6 ? 30 : 2).order(ByteOrder.BIG_ENDIAN);
            case LOOP -> out.putInt(v6 ? 24 : 2);
            case ETHERNET -> out.put(new byte[12]).putShort((short) ether);
            case VLAN ->
                out.put(new byte[12])
                        .putShort((short) 0x8100)
                        .putShort((short) 7)
                        .putShort((short) ether);
            case COOKED -> out.put(new byte[14]).putShort((short) ether);
            case COOKED2 -> out.putShort((short) ether).put(new byte[18]);
            case RAW -> {}
        }
        out.put(ip).flip();
        byte[] bytes = new byte[out.remaining()];
        out.get(bytes);
        return bytes;
    }

    /** A pcap file with times in microseconds. */
    public byte[] pcap() {
        return file(Form.PCAP_MICROS, ByteOrder.LITTLE_ENDIAN);
    }

    byte[] file(Form form, ByteOrder order) {
        var out = new ByteArrayOutputStream();
        if (form == Form.PCAPNG) {
            out.writeBytes(block(
                    order,
                    0x0A0D0D0A,
                    buffer(order, 16)
                            .putInt(0x1A2B3C4D)
                            .putShort((short) 1)
                            .putShort((short) 0)
                            .putLong(-1)));
            out.writeBytes(block(order, 5, buffer(order, 8).putLong(0))); // statistics: not for us
            out.writeBytes(block(
                    order,
                    1,
                    buffer(order, 20)
                            .putShort((short) link.type)
                            .putShort((short) 0)
                            .putInt(0)
                            .putShort((short) 9) // if_tsresol: nanoseconds
                            .putShort((short) 1)
                            .put(new byte[] {9, 0, 0, 0})
                            .putInt(0)));
        } else {
            out.writeBytes(bytes(buffer(order, 24)
                    .putInt(form == Form.PCAP_NANOS ? 0xA1B23C4D : 0xA1B2C3D4)
                    .putShort((short) 2)
                    .putShort((short) 4)
                    .putLong(0)
                    .putInt(262_144)
                    .putInt(link.type)));
        }
        for (int i = 0; i < packets.size(); i++) {
            out.writeBytes(record(form, order, times.get(i), packets.get(i)));
        }
        return out.toByteArray();
    }

    private static byte[] record(Form form, ByteOrder order, Instant time, byte[] packet) {
        if (form == Form.PCAPNG) {
            long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
            int padded = (packet.length + 3) / 4 * 4;
            return block(
                    order,
                    6,
                    buffer(order, 20 + padded)
                            .putInt(0)
                            .putInt((int) (nanos >> 32))
                            .putInt((int) nanos)
                            .putInt(packet.length)
                            .putInt(packet.length)
                            .put(packet));
        }
        return bytes(buffer(order, 16 + packet.length)
                .putInt((int) time.getEpochSecond())
                .putInt(form == Form.PCAP_NANOS ? time.getNano() : time.getNano() / 1_000)
                .putInt(packet.length)
                .putInt(packet.length)
                .put(packet));
    }

    private static byte[] block(ByteOrder order, int type, ByteBuffer body) {
        byte[] content = bytes(body);
        int total = content.length + 12;
        return bytes(
                buffer(order, total).putInt(type).putInt(total).put(content).putInt(total));
    }

    private static byte[] bytes(ByteBuffer whole) {
        byte[] bytes = new byte[whole.capacity()];
        whole.rewind().get(bytes);
        return bytes;
    }

    private static ByteBuffer buffer(ByteOrder order, int size) {
        return ByteBuffer.allocate(size).order(order);
    }
}
