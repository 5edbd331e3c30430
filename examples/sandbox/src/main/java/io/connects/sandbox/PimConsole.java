package io.connects.sandbox;

import io.connects.core.routing.TaskId;
import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.codec.FrameExplainer;
import io.connects.mri.inspect.CapturedFrame;
import io.connects.mri.inspect.Conversation;
import io.connects.mri.inspect.Explained;
import io.connects.mri.inspect.FramePrinter;
import io.connects.mri.inspect.Side;
import io.connects.simulators.mri.Dialect;
import io.connects.simulators.mri.Floating;
import io.connects.simulators.mri.Incoming;
import io.connects.simulators.mri.Message;
import io.connects.simulators.mri.Wire;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An MR PIM that does what a person types, and nothing else but answer HEARTBEAT_REQ and CLOSE_REQ. One thread reads and prints; it ends with the
 * connection.
 */
final class PimConsole {
    private static final int HEADER_BYTES = 8;
    private static final long NO_ID = 0xFFFF_FFFFL;
    private static final String HELP = """
            open              OPEN_REQ                      heartbeat         HEARTBEAT_REQ
            enable, disable   ROUTING_ENABLED, _DISABLED    close             CLOSE_REQ
            agent ID          DO_THIS_WITH_TASK, an agent   label TEXT        DO_THIS_WITH_TASK, a label
            release CAUSE     RELEASE, a number             fail REASON       NEW_TASK_FAILURE, a name or a number
            queue [SCRIPT]    RUN_SCRIPT_REQ                raw HEX           these bytes, as they are
            help, quit        Answers go to the task that has waited longest; a queued task goes on waiting.""";

    private final Socket socket;
    private final Dialect dialect;
    private final Wire wire;
    private final Consumer<String> out;
    private final FramePrinter printer;
    private final Conversation conversation;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final Map<Long, Long> sequences = new HashMap<>();
    private FrameExplainer explainer;
    private long invokeId;

    PimConsole(Socket socket, DialectText text, Dialect dialect, boolean showValues, Consumer<String> out) {
        this.socket = socket;
        this.dialect = dialect;
        this.out = out;
        printer = new FramePrinter(showValues);
        wire = new Wire(dialect);
        explainer = FrameExplainer.of(text);
        conversation = new Conversation(
                socket.getLocalSocketAddress().toString(),
                socket.getRemoteSocketAddress().toString(),
                true,
                List.of());
    }

    /** Takes lines until {@code quit} or the end of what is typed. */
    void run(BufferedReader typed) throws IOException {
        out.accept("Connected to " + conversation.application() + ". Start with `open`; `help` lists the commands.");
        var reader = new Thread(this::read, "mri-pim");
        reader.setDaemon(true);
        reader.start();
        for (String line = typed.readLine(); line != null && !line.strip().equals("quit"); line = typed.readLine()) {
            try {
                command(line.strip());
            } catch (IllegalArgumentException e) {
                out.accept(String.valueOf(e.getMessage()));
            }
        }
    }

    private void command(String line) throws IOException {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "" -> {}
            case "help" -> out.accept(HELP);
            case "open" -> {
                Dialect.Framing framing = dialect.framing();
                send(Message.of("OPEN_REQ")
                        .with("InvokeID", nextInvokeId())
                        .with("VersionNumber", framing.protocolVersion())
                        .with("IdleTimeout", framing.idleTimeoutInMilliseconds() ? 20_000 : 20));
            }
            case "heartbeat" -> send(Message.of("HEARTBEAT_REQ").with("InvokeID", nextInvokeId()));
            case "enable" -> send(Message.of("ROUTING_ENABLED"));
            case "disable" -> send(Message.of("ROUTING_DISABLED"));
            case "close" ->
                send(Message.of("CLOSE_REQ").with("InvokeID", nextInvokeId()).with("Status", 0));
            case "agent" -> answer(number(rest), Optional.empty());
            case "label" -> answer(NO_ID, Optional.of(rest));
            case "release" -> toTask("RELEASE").with("Cause", number(rest)).sendLast();
            case "fail" ->
                toTask("NEW_TASK_FAILURE").with("ReasonCode", reason(rest)).sendLast();
            case "queue" ->
                toTask("RUN_SCRIPT_REQ")
                        .with("InvokeID", nextInvokeId())
                        .text("ScriptID", rest.isEmpty() ? "QUEUED" : rest)
                        .send();
            case "raw" -> sendBytes(HexFormat.of().parseHex(rest.replaceAll("\\s", "")));
            default -> out.accept("No such command: " + words[0] + "; try `help`.");
        }
    }

    private synchronized long nextInvokeId() {
        return ++invokeId;
    }

    private static long number(String text) {
        try {
            return Long.decode(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: " + text, e);
        }
    }

    private long reason(String text) {
        Long named = dialect.reasons().get(text);
        return named == null ? number(text) : named;
    }

    private void answer(long agent, Optional<String> label) throws IOException {
        Reply reply = toTask("DO_THIS_WITH_TASK");
        long null32 = (int) dialect.framing().nullId();
        reply.with("AgentSkillTargetID", label.isPresent() ? null32 : agent)
                .with("SkillGroupSkillTargetID", null32)
                .with("ServiceSkillTargetID", null32)
                .with("MRDomainID", reply.task.field("MRDomainID"))
                .with("LabelType", 1);
        TaskId task = label.isPresent() ? TaskId.NONE : new TaskId(1, (int) reply.task.field("DialogueID"), 1);
        reply.message.with("TaskID", task);
        label.ifPresent(text -> reply.text("Label", text));
        reply.task.floats().stream()
                .filter(floating ->
                        floating instanceof Floating.Text text && text.name().startsWith("CallVariable"))
                .forEach(reply.message::add);
        reply.sendLast();
    }

    /** A message of the dialogue that has waited longest, which goes on waiting until its last one is written. */
    private synchronized Reply toTask(String name) {
        Message task = waiting.peek();
        if (task == null) {
            throw new IllegalArgumentException("no task is waiting");
        }
        long id = task.field("DialogueID");
        long first = dialect.framing().firstSequence();
        long sequence = sequences.getOrDefault(id, first);
        return new Reply(task, Message.of(name).with("DialogueID", id).with("SendSeqNo", sequence));
    }

    /** A message on its way to a task. */
    private final class Reply {
        private final Message task;
        private final Message.Builder message;

        private Reply(Message task, Message.Builder message) {
            this.task = task;
            this.message = message;
        }

        private Reply with(String field, long value) {
            message.with(field, value);
            return this;
        }

        private Reply text(String name, String text) {
            message.text(name, text);
            return this;
        }

        /** Its sequence number is used up and the task answered only when the message could be encoded. */
        private void send() throws IOException {
            byte[] bytes = wire.encode(message.build());
            synchronized (PimConsole.this) {
                Message sent = message.build();
                sequences.put(sent.field("DialogueID"), sent.field("SendSeqNo") + 1);
            }
            sendBytes(bytes);
        }

        private void sendLast() throws IOException {
            // The application may answer with its next task before this returns: it must not count this one.
            synchronized (PimConsole.this) {
                send();
                remove(task);
            }
        }
    }

    private void send(Message.Builder message) throws IOException {
        sendBytes(wire.encode(message.build()));
    }

    private synchronized void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        print(Side.PIM, bytes);
    }

    private synchronized void print(Side from, byte[] bytes) {
        ExplainedFrame frame = explainer.explain(bytes);
        if ("REGISTER_VARIABLES".equals(frame.message())) {
            explainer = explainer.with(Explained.registered(frame));
        }
        out.accept(printer.print(new Explained(new CapturedFrame(conversation, Instant.now(), from, bytes), frame)));
    }

    private void read() {
        try {
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] head = new byte[HEADER_BYTES];
                in.readFully(head);
                long body = Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt()) - explainer.countedHeaderBytes();
                if (body < 0 || body > explainer.maxBodyBytes()) {
                    out.accept("A body of " + body + " bytes cannot be: closing.");
                    socket.close();
                    return;
                }
                byte[] frame =
                        ByteBuffer.allocate(HEADER_BYTES + (int) body).put(head).array();
                in.readFully(frame, HEADER_BYTES, (int) body);
                print(Side.APPLICATION, frame);
                on(wire.decode(frame));
            }
        } catch (EOFException e) {
            out.accept("The application has closed the connection.");
        } catch (IOException e) {
            out.accept("The connection has ended: " + e.getMessage());
        }
    }

    private void on(Incoming incoming) throws IOException {
        if (incoming instanceof Message message) {
            switch (message.name()) {
                case "NEW_TASK" -> add(message);
                case "TERMINATE_DIALOGUE" -> remove(message.field("DialogueID"));
                case "HEARTBEAT_REQ", "CLOSE_REQ" ->
                    send(Message.of(message.name().replace("REQ", "CONF")).with("InvokeID", message.field("InvokeID")));
                default -> {}
            }
        }
    }

    private synchronized void add(Message task) {
        waiting.add(task);
        out.accept(waiting.size() == 1 ? "1 task is waiting" : waiting.size() + " tasks are waiting");
    }

    private synchronized void remove(Message task) {
        waiting.remove(task);
    }

    private synchronized void remove(long dialogue) {
        waiting.removeIf(task -> task.field("DialogueID") == dialogue);
    }
}
