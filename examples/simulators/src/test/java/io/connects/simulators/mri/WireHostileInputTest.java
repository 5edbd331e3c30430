package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.connects.core.ProtocolViolationException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WireHostileInputTest {
    private static final long SEED = 20261122;
    private static final Dialect DIALECT = Dialect.standard();
    private static final Wire WIRE = new Wire(DIALECT);
    private static final List<Message> SAMPLES = List.of(
            Message.of("NEW_TASK")
                    .with("DialogueID", 2)
                    .with("SendSeqNo", 1)
                    .with("MRDomainID", 5003)
                    .with("PreferredAgent", 5017)
                    .text("ScriptSelector", "8000")
                    .text("CallVariable1", "Anna Schmidt")
                    .add(new Floating.EccValue(1, "00001026"))
                    .add(new Floating.EccElement(3, 4, "element"))
                    .build(),
            Message.of("REGISTER_VARIABLES")
                    .with("CallVarsMask", 0x03FF)
                    .add(new Floating.EccName(1, "user.case.number"))
                    .build(),
            Message.of("TERMINATE_DIALOGUE")
                    .with("DialogueID", 2)
                    .with("SendSeqNo", 2)
                    .build(),
            Message.of("RUN_SCRIPT_RESULT")
                    .with("DialogueID", 2)
                    .with("SendSeqNo", 2)
                    .with("InvokeID", 9)
                    .text("CallVariable2", "queued")
                    .build(),
            Message.of("DIALOGUE_FAILURE_CONF").with("InvokeID", 9).build(),
            Message.of("CLOSE_REQ").with("InvokeID", 1).text("Text", "bye").build(),
            Message.of("OPEN_CONF").with("InvokeID", 1).build());

    @Test
    void a_frame_cut_short_at_any_byte_is_malformed_or_a_shorter_message_and_nothing_else() {
        for (Message sample : SAMPLES) {
            byte[] frame = WIRE.encode(sample);
            for (int length = 0; length < frame.length; length++) {
                assertThat(WIRE.decode(Arrays.copyOf(frame, length))).isNotEqualTo(sample);
            }
        }
    }

    @Test
    void a_floating_field_that_lies_about_its_length_is_malformed() {
        byte[] frame = WIRE.encode(Message.of("CLOSE_REQ").text("Text", "bye").build());
        frame[frame.length - 4] = (byte) 200;

        assertThat(WIRE.decode(frame))
                .isInstanceOfSatisfying(
                        Incoming.Malformed.class,
                        malformed -> assertThat(malformed.what())
                                .isEqualTo("floating field 1 is said to have 200 bytes and has 3"));
    }

    @Test
    void a_length_above_the_limit_or_below_zero_is_refused_before_the_body_comes() {
        for (int length : new int[] {4097, 65_536, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            FrameReader reader = new FrameReader(DIALECT);
            reader.add(ByteBuffer.allocate(8).putInt(length).putInt(5).array());

            assertThatThrownBy(reader::next).as("%s", length).isInstanceOf(ProtocolViolationException.class);
        }
    }

    @Test
    void unknown_types_sub_types_and_floating_fields_are_kept() {
        assertThat(WIRE.decode(new byte[] {0, 0, 0, 0, 0, 0, 3, (byte) 0xE8}))
                .isEqualTo(new Incoming.Unrecognised(1000, -1, "00000000000003e8"));
        byte[] terminate = WIRE.encode(SAMPLES.get(2));
        terminate[11] = 99;
        assertThat(WIRE.decode(terminate))
                .isInstanceOfSatisfying(
                        Incoming.Unrecognised.class,
                        unknown -> assertThat(unknown.subtype()).isEqualTo(99));
        Message surplus = Message.of("CLOSE_REQ")
                .with("InvokeID", 1)
                .with("Status", 0)
                .add(new Floating.Unknown(200, "c0ffee"))
                .build();
        assertThat(WIRE.decode(WIRE.encode(surplus))).isEqualTo(surplus);
        Message longer = Message.of("OPEN_CONF")
                .with("InvokeID", 1)
                .surplus("0000000100")
                .build();
        assertThat(WIRE.decode(WIRE.encode(longer))).isEqualTo(longer);
    }

    @Test
    void trailing_NULs_of_a_text_are_dropped_and_other_characters_read_as_latin_1() {
        byte[] frame = WIRE.encode(Message.of("CLOSE_REQ").text("Text", "abc").build());
        frame[frame.length - 1] = 0;
        frame[frame.length - 2] = (byte) 0xE4;

        assertThat(((Message) WIRE.decode(frame)).text("Text")).contains("a\u00e4");
    }

    @Test
    void the_writer_refuses_what_the_dialect_cannot_carry() {
        for (Message impossible : List.of(
                Message.of("NOT_A_MESSAGE").build(),
                Message.of("CLOSE_REQ").text("Text", "x".repeat(256)).build(),
                Message.of("CLOSE_REQ").text("Text", "\u00e4").build(),
                Message.of("CLOSE_REQ").text("Text", "a\0b").build(),
                Message.of("CLOSE_REQ").text("NoText", "a").build(),
                Message.of("CLOSE_REQ").with("InvokeID", -2).build(),
                Message.of("CLOSE_REQ").with("InvokeID", 0x1_0000_0000L).build(),
                Message.of("REGISTER_VARIABLES").with("CallVarsMask", 0x10000).build(),
                Message.of("NEW_TASK").text("ScriptSelector", "x".repeat(33)).build(),
                Message.of("NEW_TASK").add(new Floating.NamedEcc("user.a", "1")).build(),
                tooLong())) {
            assertThatThrownBy(() -> WIRE.encode(impossible))
                    .as("%s", impossible)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Message tooLong() {
        Message.Builder message = Message.of("CLOSE_REQ");
        for (int i = 0; i < 20; i++) {
            message.text("Text", "x".repeat(255));
        }
        return message.build();
    }

    @Test
    void random_bytes_never_break_the_reader() {
        for (int round = 0; round < 50; round++) {
            SplittableRandom random = new SplittableRandom(SEED + round);
            byte[] noise = new byte[65_536];
            random.nextBytes(noise);
            readAll(noise, "seed " + (SEED + round));
            // With lengths that may be: the noise gets past the head of a frame.
            for (int at = 0; at + 8 < noise.length; at += 8 + noise[at + 3] % 64 + 64) {
                noise[at] = 0;
                noise[at + 1] = 0;
                noise[at + 2] = 0;
                noise[at + 4] = 0;
                noise[at + 5] = 0;
                noise[at + 6] = 0;
                noise[at + 7] = 47;
            }
            readAll(noise, "framed, seed " + (SEED + round));
        }
    }

    @Test
    void a_hundred_thousand_mutated_frames_never_break_the_reader() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> frames = SAMPLES.stream().map(WIRE::encode).toList();
        int understood = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] frame = frames.get(i % frames.size()).clone();
            for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            }
            try {
                if (WIRE.decode(frame) instanceof Message message
                        && message.surplus().isEmpty()) {
                    understood++;
                    message.text("ScriptSelector");
                }
            } catch (RuntimeException e) {
                fail(
                        "mutation " + i + " of seed " + SEED + ": "
                                + HexFormat.of().formatHex(frame),
                        e);
            }
            readAll(frame, "mutation " + i + " of seed " + SEED);
        }
        assertThat(understood).as("mutations that are messages still").isGreaterThan(1_000);
    }

    private static void readAll(byte[] stream, String what) {
        FrameReader reader = new FrameReader(DIALECT);
        reader.add(stream);
        try {
            for (byte[] frame = reader.next(); frame != null; frame = reader.next()) {
                WIRE.decode(frame);
            }
        } catch (ProtocolViolationException e) {
            assertThat(e).hasMessageStartingWith("A frame says that it has a length of");
        } catch (RuntimeException e) {
            fail(what, e);
        }
    }
}
