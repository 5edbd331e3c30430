package io.connects.mri.inspect;

import io.connects.mri.codec.Confidence;
import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.codec.FrameExplainer;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.inspect.Conversation.Chunk;
import io.connects.mri.message.CloseConf;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.RunScriptResult;
import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.TerminateDialogue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The application's end of a connection from a real PIM, for finding out what that speaks: it answers the session's messages as far as the dialect
 * goes, walks a person through one test task a step, and says after each what was learnt. A pure engine without socket, thread or clock: events
 * in, effects out. Not thread-safe.
 */
public final class LearningSession {
    private static final List<LearningStep> STEPS = List.of(LearningStep.values());
    private static final int HEADER_BYTES = 8;
    private static final int MOST_RECORDED_BYTES = 16 << 20;
    private static final Pattern TASK = Pattern.compile("(\\S{1,32})\\s+(\\d{1,9})");
    private static final String HOW =
            "  Type SELECTOR MRD-ID to send it (such as: 8000 5003), `skip` for the next step, `quit` to end.";

    private final String source;
    private final List<Conversation> past = new ArrayList<>();
    private final Map<Long, Long> sequences = new HashMap<>();
    private List<Effect> effects = new ArrayList<>();
    private final LearntDialect dialect;
    private byte[] pending = {};
    private List<Chunk> chunks = new ArrayList<>();
    private String pim = "";
    private String application = "";
    private boolean connected;
    private boolean open;
    private boolean ended;
    private long recorded;
    private int step = -1;
    private long dialogue;
    private boolean running;
    private @Nullable Question question;

    /** A row that waits for a yes. */
    private record Question(Proposal proposal, long openedWith) {}

    /** What happens to the session. */
    public sealed interface Event {
        /** A PIM has connected; addresses as {@code host:port}. */
        record Connected(String pim, String application) implements Event {}

        /** Bytes came from the PIM. */
        @SuppressWarnings("ArrayRecordComponent") // taken over, never compared
        record Received(byte[] bytes) implements Event {}

        /** The connection is gone. */
        record Disconnected() implements Event {}

        /** The person has typed a line. */
        record Typed(String line) implements Event {}
    }

    /** What the session wants done. */
    public sealed interface Effect {
        /** Bytes for the PIM. */
        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Send(byte[] bytes) implements Effect {}

        /** Text for the person. */
        record Say(String text) implements Effect {}

        /** A line for the recording, which {@link Capture#read} reads. */
        record Note(String line) implements Effect {}

        /** The end of the connection. */
        record Disconnect() implements Effect {}

        /** The end of the session, with the dialect of the site and the evidence in it. */
        record Done(DialectText dialect) implements Effect {}
    }

    /**
     * A session that starts from a dialect; what is open or missing in it is spoken as the family does.
     *
     * @param source what the recording is called in the evidence
     * @throws IllegalArgumentException when the dialect cannot be spoken, naming every fault
     */
    public LearningSession(DialectText start, String source) {
        this.source = source;
        dialect = new LearntDialect(start, this::say);
    }

    /** Takes one event at a time; nothing happens after {@link Effect.Done}. */
    public List<Effect> on(Event event, Instant now) {
        effects = new ArrayList<>();
        if (ended) {
            return effects;
        }
        if (event instanceof Event.Connected it) {
            connected(it);
        } else if (event instanceof Event.Received received) {
            received(received.bytes(), now);
        } else if (event instanceof Event.Disconnected) {
            disconnected();
        } else if (event instanceof Event.Typed typed) {
            typed(typed.line().strip(), now);
        }
        return effects;
    }

    /** The dialect as far as it is known, for when the session cannot be brought to {@link Effect.Done}. */
    public DialectText dialect() {
        return dialect.text();
    }

    // --- the connection

    private void connected(Event.Connected event) {
        keep();
        pim = event.pim();
        application = event.application();
        connected = true;
        open = false;
        pending = new byte[0];
        sequences.clear();
        effects.add(new Effect.Note("@ " + pim + " > " + application));
        say("A PIM has connected from " + pim + ".");
    }

    private void disconnected() {
        connected = false;
        open = false;
        question = null;
        say("The PIM has closed the connection. Waiting for it to come back; it does so every 10 s or so.");
    }

    private void keep() {
        if (!chunks.isEmpty()) {
            past.add(new Conversation(pim, application, true, chunks));
        }
        chunks = new ArrayList<>();
    }

    private List<Conversation> traffic() {
        var all = new ArrayList<>(past);
        all.add(new Conversation(pim, application, true, chunks));
        return all;
    }

    private void received(byte[] bytes, Instant now) {
        ByteBuffer in = ByteBuffer.allocate(pending.length + bytes.length)
                .put(pending)
                .put(bytes)
                .flip();
        FrameExplainer explainer = FrameExplainer.of(dialect.text());
        while (!ended && in.remaining() >= HEADER_BYTES) {
            long body = Integer.toUnsignedLong(in.getInt(in.position())) - explainer.countedHeaderBytes();
            if (body < 0 || body > explainer.maxBodyBytes()) {
                say("The bytes cannot be told into frames: a body of " + body + " bytes. Closing this connection.");
                record(Side.PIM, rest(in, in.remaining()), now);
                effects.add(new Effect.Disconnect());
                break;
            }
            if (in.remaining() < HEADER_BYTES + body) {
                break;
            }
            byte[] frame = rest(in, HEADER_BYTES + (int) body);
            record(Side.PIM, frame, now);
            if (!ended) {
                frame(explainer.explain(frame), frame, now);
            }
        }
        pending = rest(in, in.remaining());
    }

    private static byte[] rest(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private void record(Side from, byte[] frame, Instant now) {
        recorded += frame.length;
        if (recorded > MOST_RECORDED_BYTES) {
            say("More than " + MOST_RECORDED_BYTES + " bytes were recorded; ending here.");
            finish(now);
            return;
        }
        chunks.add(new Chunk(now, from, frame, false));
        String side = from == Side.PIM ? ">" : "<";
        effects.add(new Effect.Note(now + " " + side + " " + HexFormat.of().formatHex(frame)));
    }

    private void send(MriMessage message, Instant now) {
        byte[] frame = MriCodec.of(dialect.spoken()).write(message);
        record(Side.APPLICATION, frame, now);
        if (!ended) {
            effects.add(new Effect.Send(frame));
        }
    }

    private void frame(ExplainedFrame frame, byte[] bytes, Instant now) {
        if (frame.fault() != null) {
            unknown(frame, bytes);
            return;
        }
        try {
            answer(frame, bytes, now);
        } catch (IllegalArgumentException e) {
            say("Cannot answer " + FramePrinter.name(frame) + ": " + e.getMessage());
        }
    }

    private void answer(ExplainedFrame frame, byte[] bytes, Instant now) {
        String message = frame.message() == null ? "" : frame.message();
        long invokeId = Math.max(0, frame.number("InvokeID"));
        switch (message) {
            case "OPEN_REQ" -> opened(invokeId, now);
            case "HEARTBEAT_REQ" -> send(new HeartbeatConf(invokeId), now);
            case "CLOSE_REQ" -> {
                say("The PIM says goodbye.");
                send(new CloseConf(invokeId), now);
            }
            case "RUN_SCRIPT_REQ" -> {
                long id = frame.number("DialogueID");
                if (id < 0) {
                    say("RUN_SCRIPT_REQ names no dialogue; it cannot be answered.");
                    return;
                }
                say("Queued: RUN_SCRIPT_REQ, answered.");
                send(
                        new RunScriptResult(
                                id, nextSequence(id), invokeId, dialect.spoken().scriptResultOk(), TaskVariables.NONE),
                        now);
            }
            case "" -> unknown(frame, bytes);
            default -> say("Got " + message + ".");
        }
    }

    private void unknown(ExplainedFrame frame, byte[] bytes) {
        say("Got a frame that the dialect does not explain: " + FramePrinter.name(frame) + ", " + bytes.length
                + " bytes.");
        if (open || question != null) {
            return;
        }
        DialectText tried = dialect.ifIt("session", "OPEN_REQ", frame).orElse(null);
        if (tried == null) {
            say("It cannot be OPEN_REQ: its type is that of tasks.");
            return;
        }
        ExplainedFrame read = FrameExplainer.of(tried).explain(bytes);
        if (read.fault() == null) {
            String value = tried.value("session", "OPEN_REQ").orElseThrow();
            var proposal = new Proposal("session", "OPEN_REQ", value, true, "it is the first message");
            question = new Question(proposal, Math.max(0, read.number("InvokeID")));
            say("A PIM begins with OPEN_REQ, and this would read as one: InvokeID "
                    + FramePrinter.masked(read.number("InvokeID"))
                    + ", VersionNumber " + FramePrinter.masked(read.number("VersionNumber")) + ", IdleTimeout "
                    + FramePrinter.masked(read.number("IdleTimeout")) + ".");
            say("Take OPEN_REQ = " + frame.number("MessageType") + "? [Y/n]");
        }
    }

    private void opened(long invokeId, Instant now) {
        open = true;
        send(new OpenConf(invokeId), now);
        say("OPEN_REQ answered with OPEN_CONF. If the PIM closes now, OPEN_CONF is not what it expects.");
        if (step < 0) {
            step = 0;
        }
        ask();
    }

    // --- the person

    private void typed(String line, Instant now) {
        if (line.equalsIgnoreCase("quit")) {
            finish(now);
        } else if (question != null) {
            answered(question, line, now);
        } else if (!open) {
            say("No session is open yet.");
        } else if (running) {
            lookBack(now);
        } else if (line.equalsIgnoreCase("skip")) {
            next(now);
        } else {
            start(line, now);
        }
    }

    private void answered(Question asked, String line, Instant now) {
        question = null;
        if (line.isEmpty() || line.toLowerCase(Locale.ROOT).startsWith("y")) {
            dialect.take(asked.proposal());
            opened(asked.openedWith(), now);
        } else {
            say("Left as it is. Without an answer the PIM will close the connection.");
        }
    }

    private void ask() {
        say("Step " + (step + 1) + " of " + STEPS.size() + ": "
                + STEPS.get(step).what() + ".");
        say(HOW);
    }

    private void next(Instant now) {
        step++;
        if (step < STEPS.size()) {
            ask();
        } else {
            finish(now);
        }
    }

    private void start(String line, Instant now) {
        Matcher task = TASK.matcher(line);
        if (!task.matches()) {
            say(HOW);
            return;
        }
        dialogue++;
        try {
            send(
                    NewTask.builder(Integer.parseInt(task.group(2)), task.group(1))
                            .callVariable(1, "Connects test")
                            .callVariable(2, "step " + (step + 1))
                            .dialogue(dialogue, nextSequence(dialogue))
                            .build(),
                    now);
        } catch (IllegalArgumentException e) {
            say("Cannot send it: " + e.getMessage());
            return;
        }
        running = true;
        say("Sent NEW_TASK, dialogue " + dialogue + ". Press Enter when the script has done its part.");
    }

    private long nextSequence(long id) {
        long first = dialect.spoken().firstSequence();
        return sequences.merge(id, first, (last, ignored) -> last + 1);
    }

    // --- learning

    private void lookBack(Instant now) {
        running = false;
        LearningStep done = STEPS.get(step);
        dialect.learn(traffic(), done, dialogue);
        if (done == LearningStep.QUEUE && connected) {
            send(new TerminateDialogue(dialogue, nextSequence(dialogue), 0), now);
            say("Took the queued task back with TERMINATE_DIALOGUE.");
        }
        dialect.report(traffic());
        next(now);
    }

    private void finish(Instant now) {
        ended = true;
        keep();
        var site = new SiteDialect(dialect.text(), List.copyOf(past));
        DialectText text = site.withEvidence(source, now.atZone(ZoneOffset.UTC).toLocalDate());
        String name = text.value(DialectText.TOP, "name").orElse("dialect");
        text = text.with(DialectText.TOP, "name", name.endsWith("-site") ? name : name + "-site", Confidence.PARTIAL);
        say("Confirmed: " + site.rows(SiteDialect.Standing.CONFIRMED).size() + " rows, contradicted: "
                + site.rows(SiteDialect.Standing.CONTRADICTED).size() + ", open: "
                + site.rows(SiteDialect.Standing.OPEN).size() + ".");
        if (connected) {
            effects.add(new Effect.Disconnect());
        }
        effects.add(new Effect.Done(text));
    }

    private void say(String text) {
        effects.add(new Effect.Say(text));
    }
}
