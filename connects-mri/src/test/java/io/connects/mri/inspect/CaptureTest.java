package io.connects.mri.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.inspect.PacketWriter.Form;
import io.connects.mri.inspect.PacketWriter.Link;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final DialectText DIALECT = MriDialect.ged125Like().text();
    private static final TestWire WIRE = new TestWire(DIALECT);

    private static byte[] heartbeat(long invokeId) {
        return WIRE.frame("HEARTBEAT_REQ", Map.of("InvokeID", invokeId), List.of());
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static Capture read(byte[] file) {
        try {
            return Capture.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Long> invokeIds(Capture capture) {
        return Explained.all(capture.conversations(), DIALECT).conversations().stream()
                .flatMap(List::stream)
                .map(explained -> explained.frame().number("InvokeID"))
                .toList();
    }

    static Stream<Arguments> files() {
        return Arrays.stream(Form.values())
                .flatMap(form -> Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)
                        .flatMap(order -> Arrays.stream(Link.values())
                                .flatMap(link ->
                                        Stream.of(false, true).map(v6 -> Arguments.of(form, order, link, v6)))));
    }

    @ParameterizedTest(name = "{0} {1} {2} v6={3}")
    @MethodSource("files")
    void reads_every_form_of_file_and_link(Form form, ByteOrder order, Link link, boolean v6) {
        byte[] file = new PacketWriter(link, v6)
                .segment(NOON, 1, 50_000, 2, 38_001, 99, 0, SYN, new byte[0])
                .segment(NOON, 2, 38_001, 1, 50_000, 999, 100, SYN | ACK, new byte[0])
                .segment(NOON, 1, 50_000, 2, 38_001, 100, 1_000, ACK, heartbeat(7))
                .file(form, order);

        Capture capture = read(file);

        assertThat(capture.notes()).isEmpty();
        assertThat(capture.conversations()).singleElement().satisfies(conversation -> {
            String host = v6 ? "[fd00:0:0:0:0:0:0:1]" : "10.0.0.1";
            assertThat(conversation.pim()).isEqualTo(host + ":50000");
            assertThat(conversation.fromStart()).isTrue();
            assertThat(conversation.chunks()).singleElement().satisfies(chunk -> {
                assertThat(chunk.from()).isEqualTo(Side.PIM);
                assertThat(chunk.time()).isEqualTo(NOON);
                assertThat(chunk.bytes()).isEqualTo(heartbeat(7));
            });
        });
    }

    /** A connection of heartbeats whose segments of the PIM are given one by one. */
    private static PacketWriter opened(int start) {
        return new PacketWriter()
                .segment(NOON, 1, 50_000, 2, 38_001, start - 1, 0, SYN, new byte[0])
                .segment(NOON, 2, 38_001, 1, 50_000, 999, start, SYN | ACK, new byte[0]);
    }

    private static void pim(PacketWriter file, int sequence, byte[] payload) {
        file.segment(NOON, 1, 50_000, 2, 38_001, sequence, 1_000, ACK, payload);
    }

    @Test
    void puts_segments_in_order_whatever_was_repeated_or_overlaps() {
        byte[] stream = new byte[0];
        for (long id = 1; id <= 20; id++) {
            stream = joined(stream, heartbeat(id));
        }
        var random = new Random(11);
        for (int run = 0; run < 200; run++) {
            int start = run % 2 == 0 ? 100 : -50; // the second one wraps
            var cuts = new ArrayList<int[]>();
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(stream.length - at, 1 + random.nextInt(40));
                cuts.add(new int[] {at, at + length});
                if (random.nextInt(3) == 0) { // again, and more of it
                    cuts.add(new int[] {Math.max(0, at - random.nextInt(30)), at + length});
                }
                at += length;
            }
            for (int i = 0; i + 3 < cuts.size(); i += 3) {
                Collections.shuffle(cuts.subList(i, i + 3), random);
            }
            PacketWriter file = opened(start);
            for (int[] cut : cuts) {
                pim(file, start + cut[0], Arrays.copyOfRange(stream, cut[0], cut[1]));
            }
            Capture capture = read(file.pcap());
            assertThat(invokeIds(capture)).as("run %d", run).hasSize(20).isSorted();
            assertThat(capture.notes()).isEmpty();
        }
    }

    @Test
    void reports_a_lost_segment_and_takes_the_frames_up_again_behind_it() {
        byte[] second = heartbeat(2);
        PacketWriter file = opened(100);
        pim(file, 100, joined(heartbeat(1), Arrays.copyOf(second, 5)));
        // bytes 117 to 120 are lost; the peer confirms them nevertheless
        pim(file, 121, joined(Arrays.copyOfRange(second, 9, 12), heartbeat(3), heartbeat(4)));
        file.segment(NOON, 2, 38_001, 1, 50_000, 1_000, 148, ACK, new byte[0]);
        pim(file, 148, heartbeat(5));

        Capture capture = read(file.pcap());

        assertThat(invokeIds(capture)).containsExactly(1L, 3L, 4L, 5L);
        assertThat(capture.notes())
                .containsExactly(
                        "1 times bytes are missing within a connection; its frames are taken up again behind them");
        assertThat(Explained.all(capture.conversations(), DIALECT).unframed()).isEqualTo(8);
    }

    @Test
    void starts_in_mid_stream_and_takes_the_port_of_mri_for_the_listening_side() {
        PacketWriter file = new PacketWriter();
        pim(file, 5_000, joined(Arrays.copyOfRange(heartbeat(1), 7, 12), heartbeat(2), heartbeat(3)));

        Capture capture = read(file.pcap());

        assertThat(invokeIds(capture)).containsExactly(2L, 3L);
        assertThat(capture.conversations().get(0).pim()).isEqualTo("10.0.0.1:50000");
        assertThat(capture.conversations().get(0).fromStart()).isFalse();
    }

    @Test
    void tells_connections_of_the_same_ports_apart() {
        PacketWriter file = opened(100);
        pim(file, 100, heartbeat(1));
        file.segment(NOON, 1, 50_000, 2, 38_001, 7_000_000, 0, SYN, new byte[0]);
        pim(file, 7_000_001, heartbeat(2));

        assertThat(read(file.pcap()).conversations()).hasSize(2);
    }

    @Test
    void reads_ten_thousand_connections_and_notes_those_beyond_its_limit() {
        PacketWriter file = new PacketWriter();
        for (int i = 0; i < 20_500; i++) {
            file.segment(NOON, 1 + i / 50_000, 1_024 + i, 2, 38_001, 100, 0, ACK, heartbeat(i));
        }
        Capture capture = read(file.pcap());

        assertThat(capture.conversations()).hasSize(20_000);
        assertThat(capture.notes()).containsExactly("500 packets of connections beyond the first 20000 were left out");
    }

    @Test
    void a_file_that_is_cut_off_or_lies_gives_what_stands_before_and_a_note() {
        PacketWriter writer = opened(100);
        pim(writer, 100, heartbeat(1));
        pim(writer, 112, heartbeat(2));
        for (Form form : Form.values()) {
            byte[] file = writer.file(form, ByteOrder.BIG_ENDIAN);
            Capture cut = read(Arrays.copyOf(file, file.length - 30));
            assertThat(invokeIds(cut)).as(form.name()).containsExactly(1L);
            assertThat(cut.notes()).singleElement().asString().startsWith("the file is cut off after");
        }
        byte[] lying = writer.file(Form.PCAP_MICROS, ByteOrder.BIG_ENDIAN);
        ByteBuffer.wrap(lying).putInt(24 + 8, Integer.MAX_VALUE);
        assertThat(read(lying).notes()).singleElement().asString().contains("a length of 2147483647 bytes");
        byte[] negative = writer.file(Form.PCAPNG, ByteOrder.BIG_ENDIAN);
        ByteBuffer.wrap(negative).putInt(28 + 4, -4);
        assertThat(read(negative).notes()).singleElement().asString().contains("damaged");
    }

    @Test
    void survives_whatever_bytes_stand_behind_a_good_start() {
        PacketWriter writer = opened(100);
        for (int i = 0; i < 30; i++) {
            pim(writer, 100 + 12 * i, heartbeat(i));
        }
        var random = new Random(3);
        List<Form> forms = List.of(Form.values());
        for (int run = 0; run < 3_000; run++) {
            byte[] file = writer.file(forms.get(run % forms.size()), ByteOrder.LITTLE_ENDIAN);
            for (int i = random.nextInt(40); i >= 0; i--) {
                file[4 + random.nextInt(file.length - 4)] = (byte) random.nextInt(256);
            }
            Capture capture = read(file);
            Decoding.print(capture, DIALECT, run % 2 == 0, line -> {});
        }
        for (int run = 0; run < 300; run++) {
            byte[] noise = new byte[4_000];
            random.nextBytes(noise);
            ByteBuffer.wrap(noise).putInt(run % 2 == 0 ? 0xA1B2C3D4 : 0x0A0D0D0A);
            assertThat(read(noise).conversations()).isEmpty();
        }
    }

    private static Capture text(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void reads_hex_with_or_without_spaces_and_comments() {
        Capture capture = text("""
                # a heartbeat, and another one in two lines
                000000040000000500000007
                0x00 0x00 0x00 0x04, 00:00:00:05   # the header
                00 00 00 08
                """);
        assertThat(invokeIds(capture)).containsExactly(7L, 8L);
    }

    @Test
    void reads_the_dumps_of_hexdump_xxd_and_wireshark() {
        assertThat(invokeIds(text("""
                        00000000  00 00 00 04 00 00 00 05  00 00 00 07 00 00 00 04  |................|
                        00000010  00 00 00 05 00 00 00 08                           |........|
                        00000018
                        """))).containsExactly(7L, 8L);
        assertThat(invokeIds(text("""
                        00000000: 0000 0004 0000 0005 0000 0007 0000 0004  ................
                        00000010: 0000 0005 0000 0008                      ........
                        """))).containsExactly(7L, 8L);
        assertThat(invokeIds(text("""
                        0000  00 00 00 04 00 00 00 05 00 00 00 07 00 00 00 04   ................
                        0010  00 00 00 05 00 00 00 08                           ........

                        0000  00 00 00 04 00 00 00 05 00 00 00 09               ............
                        """))).containsExactly(7L, 8L, 9L);
    }

    @Test
    void takes_the_indented_side_of_a_followed_stream_for_the_application() {
        Capture capture = text("""
                00000000  00 00 00 04 00 00 00 05  00 00 00 07               ........ ....
                    00000000  00 00 00 04 00 00 00 06  00 00 00 07               ........ ....
                0000000C  00 00 00 04 00 00 00 05  00 00 00 08               ........ ....
                """);
        assertThat(Explained.all(capture.conversations(), DIALECT)
                        .conversations()
                        .get(0))
                .extracting(explained -> explained.captured().from())
                .contains(Side.APPLICATION);
        assertThat(invokeIds(capture)).containsExactly(7L, 7L, 8L);
    }

    @Test
    void reads_what_a_learning_session_recorded() {
        Capture capture = text("""
                # recorded by connects mri learn
                @ 10.1.1.5:51000 > 10.1.1.9:38001
                2026-11-22T12:00:00.123456Z > 000000040000000500000007
                2026-11-22T12:00:00.125Z < 000000040000000600000007
                """);
        assertThat(capture.conversations()).singleElement().satisfies(conversation -> {
            assertThat(conversation.direction(Side.APPLICATION)).isEqualTo("10.1.1.9:38001 > 10.1.1.5:51000");
            assertThat(Duration.between(
                            conversation.chunks().get(0).time(),
                            conversation.chunks().get(1).time()))
                    .isEqualTo(Duration.ofNanos(1_544_000));
        });
    }

    @Test
    void names_the_line_that_is_no_hex() {
        assertThatThrownBy(() -> text("00000004\nhello\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: is not hex");
        assertThatThrownBy(() -> text("000\n")).hasMessageStartingWith("line 1: is not hex");
        assertThat(text("").conversations()).isEmpty();
    }

    @Test
    void repeats_the_lines_that_hexdump_leaves_out() throws IOException {
        String dump = """
                00000000  00 00 00 30 00 00 00 07  00 00 00 00 00 00 00 00  |...0............|
                00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
                *
                00000038
                """;
        Capture capture = Capture.read(new ByteArrayInputStream(dump.getBytes(StandardCharsets.UTF_8)));
        assertThat(capture.conversations().get(0).chunks())
                .singleElement()
                .satisfies(it -> assertThat(it.bytes()).hasSize(0x38));
    }

    @Test
    void echoes_no_control_character_and_repeats_no_more_than_a_mebibyte() {
        assertThatThrownBy(() -> Capture.read(new ByteArrayInputStream("ab\u001Bc".getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("line 1: is not hex")
                .message()
                .doesNotContain("\u001B");
        String bomb = "00000000  00 00 00 30 00 00 00 07\n*\nffffffff\n";
        assertThatThrownBy(() -> Capture.read(new ByteArrayInputStream(bomb.getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("repeats more than");
    }
}
