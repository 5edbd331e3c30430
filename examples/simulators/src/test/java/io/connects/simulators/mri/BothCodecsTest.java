package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.TaskId;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.RegisterVariables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The two codecs share nothing but the dialect file. What this one writes, the library reads and writes again as the same bytes, which this one
 * reads as what it wrote.
 */
class BothCodecsTest {
    private static final long SEED = 20261122;
    private static final int DIALECTS = 60;
    private static final int ROUNDS = 8;
    private static final List<String> ECC = List.of("user.case", "user.connects.key");

    @Test
    void agree_on_every_message_of_every_dialect() throws IOException {
        for (String file : dialects()) {
            Dialect dialect = Dialect.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
            var random = new Random(SEED);
            Wire wire = new Wire(dialect);
            MriCodec library = MriCodec.of(MriDialect.read(new StringReader(file)));
            Message registration = register(dialect);
            library = library.with((RegisterVariables) read(library, wire.encode(registration)));
            for (int round = 0; round < ROUNDS; round++) {
                List<String> names = new ArrayList<>(dialect.session().keySet());
                names.addAll(dialect.dialogue().keySet());
                for (String name : names) {
                    Message message = name.equals("REGISTER_VARIABLES") ? registration : message(name, dialect, random);
                    byte[] frame = wire.encode(message);
                    MriMessage read = read(library, frame);
                    assertThat(library.write(read))
                            .as("%s in %s by seed %s: %s", read, dialect.name(), SEED, message)
                            .isEqualTo(frame);
                    assertThat(wire.encode((Message) wire.decode(frame))).isEqualTo(frame);
                    assertThat(wire.decode(frame)).isEqualTo(wire.decode(wire.encode(message)));
                }
            }
        }
    }

    @Test
    void arrays_come_back_as_they_went_in_every_dialect() throws IOException {
        for (String file : dialects()) {
            Dialect dialect = Dialect.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
            Wire wire = new Wire(dialect);
            boolean byTag = dialect.framing().ecc() == Dialect.EccMode.REGISTERED_TAG;
            List<Floating> floats = byTag
                    ? List.of(new Floating.EccElement(7, 0, "zero"), new Floating.EccElement(7, 255, "last"))
                    : List.of(
                            new Floating.NamedElement("user.list", 0, "zero"),
                            new Floating.NamedElement("user.list", 255, "last"),
                            new Floating.NamedEcc("user.one", "1"));
            Message.Builder sent = Message.of("RUN_SCRIPT_RESULT").with("InvokeID", 1);
            floats.forEach(sent::add);

            Message read = (Message) wire.decode(wire.encode(sent.build()));

            assertThat(read.floats()).as(dialect.name()).containsSubsequence(floats);
        }
    }

    private static MriMessage read(MriCodec library, byte[] frame) {
        return library.read(ByteBuffer.wrap(frame)).orElseThrow();
    }

    private static List<String> dialects() throws IOException {
        List<String> files = new ArrayList<>();
        for (String name : List.of("ged125-like", "ged188-like")) {
            try (InputStream file =
                    Dialect.class.getResourceAsStream("/io/connects/mri/dialect/" + name + ".dialect")) {
                files.add(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        for (int i = 0; i < DIALECTS; i++) {
            files.add(ShuffledDialect.file(SEED + i));
        }
        return files;
    }

    private static Message register(Dialect dialect) {
        Message.Builder message = Message.of("REGISTER_VARIABLES").with("CallVarsMask", 0x3FF);
        if (dialect.framing().ecc() == Dialect.EccMode.REGISTERED_TAG) {
            for (int i = 0; i < ECC.size(); i++) {
                message.add(new Floating.EccName(i + 1, ECC.get(i)));
            }
        }
        return message.build();
    }

    /** With every field that the library knows, and floating fields in the order in which it writes them. */
    private static Message message(String name, Dialect dialect, Random random) {
        Message.Builder message = Message.of(name);
        dialect.layout(name).fields().forEach(field -> {
            if (field.type() == Dialect.Type.TASKID && !field.name().equals("Spare")) {
                message.with(field.name(), new TaskId(random.nextInt(90_000), random.nextInt(900), 1));
            } else if (field.constant() == null) {
                message.with(field.name(), 1 + random.nextInt(20_000));
            }
        });
        if (name.equals("NEW_TASK")) {
            // Reserved on send.
            message.with("CiscoReserved", 0);
        }
        if (dialect.isDialogue(name)) {
            message.with("DialogueID", 1 + random.nextInt(90_000)).with("SendSeqNo", random.nextInt(9));
        }
        switch (name) {
            case "NEW_TASK" -> message.text("ScriptSelector", "8000");
            case "DO_THIS_WITH_TASK" -> label(dialect, random, message);
            case "RUN_SCRIPT_REQ" -> message.text("ScriptID", "EWT").text("ScriptConfiguration", "in seconds");
            case "CLOSE_REQ" -> message.text("Text", "bye");
            default -> {}
        }
        if (dialect.isDialogue(name) && (name.endsWith("TASK") || name.startsWith("RUN_SCRIPT"))) {
            variables(dialect, random, message);
        }
        if (name.equals("NEW_TASK")) {
            message.text("ApplicationString1", "one").text("ApplicationString2", "two");
        }
        return message.build();
    }

    private static void label(Dialect dialect, Random random, Message.Builder message) {
        if (random.nextBoolean()) {
            message.with("AgentSkillTargetID", dialect.framing().nullId()).text("Label", "Q_BACKLOG");
        }
    }

    private static void variables(Dialect dialect, Random random, Message.Builder message) {
        boolean isComplete = dialect.framing().emptyCallVariables();
        for (int i = 1; i <= 10; i++) {
            if (isComplete || random.nextBoolean()) {
                message.text("CallVariable" + i, "v" + random.nextInt(1000));
            }
        }
        var ecc = new TreeMap<String, String>();
        ECC.forEach(name -> ecc.put(name, "e" + random.nextInt(1000)));
        ecc.forEach((name, value) -> message.add(
                dialect.framing().ecc() == Dialect.EccMode.REGISTERED_TAG
                        ? new Floating.EccValue(ECC.indexOf(name) + 1, value)
                        : new Floating.NamedEcc(name, value)));
    }
}
