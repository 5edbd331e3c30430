package io.connects.mri.inspect;

import io.connects.mri.codec.DialectText;
import io.connects.mri.inspect.Conversation.Chunk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a lab would capture in some minutes, in any dialect and from a seed: three connections (one is refused, one ends with a goodbye), and
 * tasks with every outcome and every message.
 */
final class Traffic {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final List<String> ECC =
            List.of("user.connects.key", "user.case.number", "user.queue.position", "user.history");
    private static final List<String> WORDS = List.of("Anna Schmidt", "Gold", "Billing", "2026-11-22", "DE", "x17");

    private final TestWire wire;
    private final Random random;
    private final boolean enabledAfterOpen;
    private final boolean sendEmpty;
    private final long nullId;
    private final long first;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Conversation> conversations = new ArrayList<>();
    private final Map<Long, List<byte[]>> variables = new HashMap<>();
    private final Map<List<Object>, Long> sequences = new HashMap<>();
    private Instant now = START;
    private Instant nextHeartbeat = START;
    private long invokeId;
    private long scriptInvokeId = 100;
    private long dialogue;

    private Traffic(DialectText dialect, long seed) {
        wire = new TestWire(dialect);
        random = new Random(seed);
        enabledAfterOpen = wire.framing("routing-after-open").equals("enabled");
        sendEmpty = wire.framing("empty-call-variables").equals("send");
        nullId = Long.decode(wire.framing("null-id"));
        first = Long.parseLong(wire.framing("first-sequence"));
    }

    static List<Conversation> of(DialectText dialect, long seed) {
        var traffic = new Traffic(dialect, seed);
        traffic.refusedConnection();
        traffic.longConnection();
        traffic.closedConnection();
        return traffic.conversations;
    }

    private void refusedConnection() {
        open();
        send(Side.APPLICATION, "FAILURE_CONF", Map.of("InvokeID", invokeId, "Status", 1L));
        end();
    }

    private void longConnection() {
        open();
        confirm();
        if (enabledAfterOpen) {
            toAgent();
        }
        send(Side.PIM, "ROUTING_ENABLED", Map.of());
        for (int round = 0; round < 4; round++) {
            toAgent();
            toAgent();
            toLabel();
            fail(new long[] {0x0D, 0x12, 0x05, 0x0A}[round]);
            queueThenAgent();
            queueThenRelease();
            withdraw();
            if (round == 1) {
                send(Side.PIM, "FAILURE_EVENT", Map.of("Status", 0x0BL));
                long lost = newTask();
                send(Side.PIM, "ROUTING_DISABLED", Map.of());
                variables.remove(lost);
                pause(11_000);
                send(Side.PIM, "ROUTING_ENABLED", Map.of());
            }
        }
        end();
    }

    private void closedConnection() {
        open();
        confirm();
        send(Side.PIM, "ROUTING_ENABLED", Map.of());
        toAgent();
        refuseScript();
        pause(12_000);
        invokeId++;
        add(
                Side.PIM,
                wire.frame(
                        "CLOSE_REQ",
                        Map.of("InvokeID", invokeId, "Status", 0L),
                        List.of(wire.text("Text", "going down for maintenance"))));
        send(Side.APPLICATION, "CLOSE_CONF", Map.of("InvokeID", invokeId));
        end();
    }

    private void open() {
        nextHeartbeat = now.plus(HEARTBEAT);
        long idle = wire.framing("idle-timeout-unit").equals("seconds") ? 20 : 20_000;
        invokeId++;
        send(
                Side.PIM,
                "OPEN_REQ",
                Map.of(
                        "InvokeID", invokeId,
                        "VersionNumber", Long.decode(wire.framing("protocol-version")),
                        "IdleTimeout", idle));
    }

    private void confirm() {
        send(Side.APPLICATION, "OPEN_CONF", Map.of("InvokeID", invokeId));
        var names = new ArrayList<byte[]>();
        for (int i = 0; i < ECC.size(); i++) {
            names.add(wire.eccName(i + 1, ECC.get(i)));
        }
        add(Side.APPLICATION, wire.frame("REGISTER_VARIABLES", Map.of("CallVarsMask", 0x3FFL), names));
    }

    private void end() {
        conversations.add(
                new Conversation("10.1.1.5:" + (50_000 + conversations.size()), "10.1.1.9:38001", true, chunks));
        chunks.clear();
        sequences.clear();
        pause(10_000);
    }

    private long newTask() {
        dialogue++;
        var carried = new ArrayList<byte[]>();
        for (int i = 1; i <= 10; i++) {
            boolean set = dialogue % 5 == 1 || random.nextInt(3) == 0;
            if (set || sendEmpty) {
                carried.add(wire.text("CallVariable" + i, set ? word() : ""));
            }
        }
        carried.addAll(wire.ecc(1, ECC.get(0), "0JR" + dialogue + ":1"));
        carried.addAll(wire.ecc(2, ECC.get(1), "0000" + random.nextInt(9_999)));
        if (dialogue % 2 == 0) {
            carried.addAll(wire.eccElement(4, ECC.get(3), 0, word()));
            carried.addAll(wire.eccElement(4, ECC.get(3), 1, word()));
        }
        var floats = new ArrayList<byte[]>();
        floats.add(
                wire.text("ScriptSelector", List.of("8000", "Web.Chat", "8001").get(random.nextInt(3))));
        floats.addAll(carried);
        floats.add(wire.text("ApplicationString1", "case"));
        if (dialogue % 3 != 0) {
            floats.add(wire.text("ApplicationString2", "de"));
        }
        task(
                Side.APPLICATION,
                "NEW_TASK",
                dialogue,
                Map.of(
                        "MRDomainID", 5_003L,
                        "PreviousTask", dialogue % 7 == 0 ? 200 + dialogue : -1,
                        "PreferredAgent", dialogue % 4 == 0 ? 5_011L : nullId),
                floats);
        variables.put(dialogue, carried);
        return dialogue;
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private void toAgent() {
        answer(newTask(), 5_011L + random.nextInt(9), null);
    }

    private void toLabel() {
        answer(newTask(), nullId, "Q_BACKLOG");
    }

    private void answer(long task, long agent, String label) {
        var floats = new ArrayList<byte[]>();
        if (label != null) {
            floats.add(wire.text("Label", label));
        }
        floats.addAll(variables.remove(task));
        task(
                Side.PIM,
                "DO_THIS_WITH_TASK",
                task,
                Map.of(
                        "TaskID",
                        label == null ? 200 + task : -1,
                        "AgentSkillTargetID",
                        agent,
                        "SkillGroupSkillTargetID",
                        label == null ? 5_100L : nullId,
                        "ServiceSkillTargetID",
                        nullId,
                        "MRDomainID",
                        5_003L,
                        "LabelType",
                        1L),
                floats);
    }

    private void fail(long reason) {
        long task = newTask();
        variables.remove(task);
        task(Side.PIM, "NEW_TASK_FAILURE", task, Map.of("ReasonCode", reason), List.of());
    }

    private long runScript(long task) {
        scriptInvokeId++;
        var floats = new ArrayList<byte[]>();
        floats.add(wire.text("ScriptID", "QUEUED"));
        floats.add(wire.text("ScriptConfiguration", "ewt=" + random.nextInt(900)));
        floats.addAll(wire.ecc(3, ECC.get(2), Integer.toString(random.nextInt(50))));
        task(Side.PIM, "RUN_SCRIPT_REQ", task, Map.of("InvokeID", scriptInvokeId), floats);
        return scriptInvokeId;
    }

    private void scriptRuns(long task) {
        long invoke = runScript(task);
        task(
                Side.APPLICATION,
                "RUN_SCRIPT_RESULT",
                task,
                Map.of("InvokeID", invoke, "ResultCode", Long.decode(wire.framing("script-result-ok"))),
                List.of());
    }

    private void queueThenAgent() {
        long task = newTask();
        scriptRuns(task);
        task(Side.APPLICATION, "EVENT_REPORT", task, Map.of("EventID", 4L), List.of());
        pause(random.nextInt(4_000));
        scriptRuns(task);
        answer(task, 5_015L, null);
    }

    private void queueThenRelease() {
        long task = newTask();
        scriptRuns(task);
        long invoke = runScript(task);
        task(Side.PIM, "CANCEL", task, Map.of("InvokeID", ++scriptInvokeId, "RequestID", invoke), List.of());
        task(Side.PIM, "RELEASE", task, Map.of("Cause", 0x0AL), List.of());
        variables.remove(task);
    }

    private void refuseScript() {
        long task = newTask();
        long invoke = runScript(task);
        task(
                Side.APPLICATION,
                "DIALOGUE_FAILURE_CONF",
                task,
                Map.of("InvokeID", invoke, "ErrorCode", 0x1EL),
                List.of());
        answer(task, 5_012L, null);
    }

    private void withdraw() {
        long task = newTask();
        scriptRuns(task);
        pause(random.nextInt(3_000));
        task(Side.APPLICATION, "TERMINATE_DIALOGUE", task, Map.of("Reason", 0L), List.of());
        variables.remove(task);
    }

    private void task(Side from, String message, long task, Map<String, Long> fields, List<byte[]> floats) {
        var numbers = new HashMap<>(fields);
        numbers.put("DialogueID", task);
        numbers.put("SendSeqNo", first + sequences.merge(List.of(from, task), 1L, Long::sum) - 1);
        add(from, wire.frame(message, numbers, floats));
    }

    private void send(Side from, String message, Map<String, Long> fields) {
        add(from, wire.frame(message, fields, List.of()));
    }

    private void add(Side from, byte[] frame) {
        chunks.add(new Chunk(now, from, frame, false));
        pause(30 + random.nextInt(300));
    }

    /** Lets time pass, with the heartbeats that fall into it. */
    private void pause(long millis) {
        Instant until = now.plusMillis(millis);
        while (!chunks.isEmpty() && !nextHeartbeat.isAfter(until)) {
            invokeId++;
            byte[] request = wire.frame("HEARTBEAT_REQ", Map.of("InvokeID", invokeId), List.of());
            byte[] answer = wire.frame("HEARTBEAT_CONF", Map.of("InvokeID", invokeId), List.of());
            chunks.add(new Chunk(nextHeartbeat, Side.PIM, request, false));
            chunks.add(new Chunk(nextHeartbeat.plusMillis(2), Side.APPLICATION, answer, false));
            nextHeartbeat = nextHeartbeat.plus(HEARTBEAT);
        }
        now = until;
    }
}
