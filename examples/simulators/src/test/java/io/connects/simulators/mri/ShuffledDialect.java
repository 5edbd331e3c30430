package io.connects.simulators.mri;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** A legal dialect file in which everything that may differ was drawn from a seed. */
final class ShuffledDialect {
    private static final List<String> SESSION = List.of(
            "FAILURE_CONF InvokeID Status",
            "FAILURE_EVENT Status",
            "OPEN_REQ InvokeID VersionNumber IdleTimeout",
            "OPEN_CONF InvokeID",
            "HEARTBEAT_REQ InvokeID",
            "HEARTBEAT_CONF InvokeID",
            "CLOSE_REQ InvokeID Status",
            "CLOSE_CONF InvokeID",
            "REGISTER_VARIABLES CallVarsMask",
            "ROUTING_ENABLED",
            "ROUTING_DISABLED");
    private static final List<String> DIALOGUE = List.of(
            "NEW_TASK MRDomainID PreviousTask PreferredAgent Service CiscoReserved",
            "DO_THIS_WITH_TASK TaskID AgentSkillTargetID SkillGroupSkillTargetID ServiceSkillTargetID MRDomainID LabelType",
            "NEW_TASK_FAILURE ReasonCode",
            "RUN_SCRIPT_REQ InvokeID",
            "RUN_SCRIPT_RESULT InvokeID ResultCode",
            "CANCEL InvokeID RequestID",
            "RELEASE Cause",
            "DIALOGUE_FAILURE_CONF InvokeID ErrorCode",
            "EVENT_REPORT EventID",
            "TERMINATE_DIALOGUE Reason");
    private static final List<String> FLOATS = List.of(
            "Text 255",
            "CallVariable1-10 40",
            "ScriptSelector 32",
            "Label 40",
            "ScriptID 40",
            "ScriptConfiguration 40",
            "EccName 32",
            "EccValue 210",
            "EccArray 210",
            "ApplicationString1 100",
            "ApplicationString2 100");

    private final Random random;
    private final Set<Integer> tags = new HashSet<>();
    private final StringBuilder file = new StringBuilder();

    private ShuffledDialect(long seed) {
        random = new Random(seed);
    }

    static String file(long seed) {
        var dialect = new ShuffledDialect(seed);
        dialect.write(seed);
        return dialect.file.toString();
    }

    private void write(long seed) {
        row("name", "shuffled-" + seed);
        file.append("[framing]\n");
        boolean direct = random.nextBoolean();
        String ecc = List.of("registered-tag", "name-value", "named-variable").get(random.nextInt(3));
        row("byte-order", "big-endian");
        row("length-counts", either("body", "message"));
        row("max-body-bytes", 4096 + random.nextInt(60_000));
        Set<Integer> types = new HashSet<>();
        row("task-framing", direct ? "direct" : "subtyped " + fresh(types, 100_000));
        row("dialogue-header", either("DialogueID u32, SendSeqNo u32", "SendSeqNo u16, Spare u8 = 3, DialogueID i32"));
        row("float-tag-bytes", 2);
        row("float-length-bytes", 2);
        row("string-end", either("none", "nul"));
        row("read-charset", "ISO-8859-1");
        row("send-charset", either("US-ASCII", "ISO-8859-1"));
        row("ecc-mode", ecc);
        row("empty-call-variables", either("omit", "send"));
        row("null-id", either("0xFFFFFFFF", "0"));
        row("first-sequence", random.nextInt(3));
        row("protocol-version", random.nextInt(200));
        row("idle-timeout-unit", either("milliseconds", "seconds"));
        row("routing-after-open", either("enabled", "wait"));
        row("script-result-ok", random.nextInt(5));
        file.append("[session]\n");
        SESSION.forEach(message -> layout(message, types));
        file.append("[dialogue]\n");
        Set<Integer> subTypes = direct ? types : new HashSet<>();
        DIALOGUE.forEach(message -> layout(message, subTypes));
        file.append("[floats]\n");
        boolean ownKinds = ecc.equals("registered-tag") || random.nextBoolean();
        FLOATS.forEach(row -> floating(row, ownKinds));
        file.append("[reasons]\n");
        row("NO_SCRIPT", random.nextInt(100) + " permanent");
        file.append("[causes]\n");
        row("TOO_LATE", random.nextInt(100) + " expired");
    }

    private void row(String key, Object value) {
        file.append(key).append(" = ").append(value).append(" | PLACEHOLDER\n");
    }

    private String either(String one, String other) {
        return random.nextBoolean() ? one : other;
    }

    private void layout(String message, Set<Integer> taken) {
        String[] words = message.split(" ", -1);
        List<String> fields = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            boolean isTaskId = words[i].equals("PreviousTask") || words[i].equals("TaskID");
            // An id may be the null id, which takes four bytes.
            boolean isId = words[i].equals("PreferredAgent") || words[i].endsWith("TargetID");
            List<String> widths = isId ? List.of("u32", "i32") : List.of("u16", "u32", "i32");
            fields.add(words[i] + " " + (isTaskId ? "taskid" : widths.get(random.nextInt(widths.size()))));
        }
        if (random.nextInt(3) == 0) {
            fields.add(either("Spare taskid", "Spare u16 = 77"));
        }
        Collections.shuffle(fields, random);
        row(words[0], fresh(taken, 100_000) + " : " + String.join(", ", fields));
    }

    private void floating(String row, boolean ownKinds) {
        String[] words = row.split(" ", -1);
        boolean isRun = words[0].endsWith("1-10");
        int first = isRun ? 300 + random.nextInt(100) : fresh(tags, 300);
        boolean own = words[0].startsWith("Ecc") && ownKinds;
        String kind = own ? words[0].replace("Ecc", "ecc-").toLowerCase(Locale.ROOT) : "string";
        row(words[0], first + (isRun ? ".." + (first + 9) : "") + " " + kind + " " + words[1]);
    }

    private int fresh(Set<Integer> taken, int bound) {
        int number = random.nextInt(bound);
        return taken.add(number) ? number : fresh(taken, bound);
    }
}
