package io.connects.mri.codec;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A dialect that differs in whatever the grammar allows, chosen by a seed: numbers, tags, orders, widths, framing, string rules, the way of ECC
 * variables, fields left out and fields reserved. The same seed makes the same text.
 */
public final class ShuffledDialect {
    private static final int LARGEST_ONE_BYTE_LENGTH = 0xFF;

    private final long seed;
    private final Random random;
    private final boolean wideTags;
    private final boolean wideLengths;
    private final boolean nul;
    private final String eccMode;
    private final Set<Long> numbers = new HashSet<>();
    private final Set<Integer> tags = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private ShuffledDialect(long seed) {
        this.seed = seed;
        random = new Random(seed);
        wideTags = random.nextBoolean();
        wideLengths = random.nextBoolean();
        nul = random.nextBoolean();
        eccMode = oneOf("registered-tag", "name-value", "named-variable");
    }

    /** The dialect. */
    public static MriDialect of(long seed) {
        try {
            return MriDialect.read(new StringReader(text(seed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The dialect file. */
    public static String text(long seed) {
        var dialect = new ShuffledDialect(seed);
        dialect.text
                .append("# Made by ShuffledDialect of the seed ")
                .append(seed)
                .append("\nname = shuffled-" + seed);
        dialect.framing();
        dialect.messages();
        dialect.floats();
        dialect.codes();
        return dialect.text.append('\n').toString();
    }

    private void framing() {
        section("framing");
        row("byte-order", "big-endian");
        row("length-counts", oneOf("body", "message"));
        row("max-body-bytes", String.valueOf(4096 + random.nextInt(61_441)));
        row("task-framing", random.nextBoolean() ? "direct" : "subtyped " + number());
        List<String> header = new ArrayList<>(List.of("DialogueID u32", "SendSeqNo " + oneOf("u16", "u32")));
        if (random.nextBoolean()) {
            header.add("HeaderReserved " + oneOf("u8", "u16 = 0xBEEF", "u32"));
        }
        row("dialogue-header", shuffled(header));
        row("float-tag-bytes", wideTags ? "2" : "1");
        row("float-length-bytes", wideLengths ? "2" : "1");
        row("string-end", nul ? "nul" : "none");
        row("read-charset", "ISO-8859-1");
        row("send-charset", oneOf("US-ASCII", "ISO-8859-1"));
        row("ecc-mode", eccMode);
        row("empty-call-variables", oneOf("omit", "send"));
        row("null-id", oneOf("0xFFFFFFFF", "0", "0x7FFFFFFF"));
        row("first-sequence", oneOf("0", "1", "100"));
        row("protocol-version", String.valueOf(random.nextInt(100)));
        row("idle-timeout-unit", oneOf("milliseconds", "seconds"));
        row("routing-after-open", oneOf("enabled", "wait"));
        row("script-result-ok", oneOf("0", "1"));
    }

    private void messages() {
        section("session");
        message("FAILURE_CONF", "InvokeID " + u(), "Status " + u());
        message("FAILURE_EVENT", "Status " + u());
        message("OPEN_REQ", "InvokeID " + u(), "VersionNumber " + u(), "IdleTimeout u32");
        message("OPEN_CONF", "InvokeID " + u());
        message("HEARTBEAT_REQ", "InvokeID " + u());
        message("HEARTBEAT_CONF", "InvokeID " + u());
        message("CLOSE_REQ", "InvokeID " + u(), "Status " + u());
        message("CLOSE_CONF", "InvokeID " + u());
        message("REGISTER_VARIABLES", "CallVarsMask u16");
        message("ROUTING_ENABLED");
        message("ROUTING_DISABLED");
        section("dialogue");
        message(
                "NEW_TASK",
                "MRDomainID " + oneOf("i32", "u16"),
                "PreviousTask taskid",
                "PreferredAgent " + oneOf("i32", "u32"),
                "Service " + u(),
                "CiscoReserved " + u());
        message(
                "DO_THIS_WITH_TASK",
                "TaskID taskid",
                "AgentSkillTargetID i32",
                "SkillGroupSkillTargetID " + oneOf("i32", "u32"),
                "ServiceSkillTargetID i32",
                "MRDomainID " + oneOf("i32", "u16"),
                "LabelType " + u());
        message("NEW_TASK_FAILURE", "ReasonCode " + u());
        message("RUN_SCRIPT_REQ", "InvokeID " + u());
        message("RUN_SCRIPT_RESULT", "InvokeID " + u(), "ResultCode " + u());
        message("CANCEL", "InvokeID " + u(), "RequestID " + u());
        message("RELEASE", "Cause " + u());
        message("DIALOGUE_FAILURE_CONF", "InvokeID " + u(), "ErrorCode " + u());
        message("EVENT_REPORT", "EventID " + u());
        message("TERMINATE_DIALOGUE", "Reason " + u());
    }

    /** In any order, at times with a field too many: one that is reserved, a constant or a task. */
    private void message(String name, String... fields) {
        var shuffled = new ArrayList<>(List.of(fields));
        if (random.nextInt(3) == 0) {
            shuffled.add("Reserved " + oneOf("u8", "u16", "u32", "i32", "taskid", "u8 = 0xA5", "u32 = 0xDEADBEEF"));
        }
        row(name, number() + " : " + shuffled(shuffled));
    }

    private void floats() {
        section("floats");
        row("CallVariable1-10", callVariables() + " string " + (30 + random.nextInt(11)));
        row("Text", tag() + " string " + (100 + random.nextInt(150)));
        row("ScriptSelector", tag() + " string 32");
        row("Label", tag() + " string 40");
        row("ScriptID", tag() + " string 40");
        row("ScriptConfiguration", tag() + " string " + (40 + random.nextInt(100)));
        boolean tagged = eccMode.equals("registered-tag") || random.nextBoolean();
        row("EccName", tag() + (tagged ? " ecc-name 32" : " string 32"));
        int most = wideLengths ? 210 : LARGEST_ONE_BYTE_LENGTH - 32 - 8;
        row("EccValue", tag() + (tagged ? " ecc-value " : " string ") + most);
        row("EccArray", tag() + (tagged ? " ecc-array " : " string ") + (most - random.nextInt(100)));
        row("ApplicationString1", tag() + " string 100");
        row("ApplicationString2", tag() + " string 100");
    }

    private void codes() {
        section("reasons");
        row("NO_SUCH_SCRIPT", random.nextInt(200) + " permanent");
        row("NOT_NOW", 200 + random.nextInt(50) + " temporary");
        section("causes");
        row("GIVEN_UP", random.nextInt(200) + " released");
        row("WAITED_TOO_LONG", 200 + random.nextInt(50) + " expired");
    }

    private String callVariables() {
        int first = 1 + random.nextInt((wideTags ? 0xFFFF : 0xFF) - 10);
        for (int i = 0; i < 10; i++) {
            tags.add(first + i);
        }
        return first + ".." + (first + 9);
    }

    private int tag() {
        int tag = 1 + random.nextInt(wideTags ? 0xFFFF : 0xFF);
        return tags.add(tag) ? tag : tag();
    }

    private long number() {
        long number = random.nextInt(4) == 0 ? random.nextInt() & 0xFFFF_FFFFL : random.nextInt(1000);
        return numbers.add(number) ? number : number();
    }

    private String u() {
        return oneOf("u8", "u16", "u32", "u32");
    }

    private String shuffled(List<String> fields) {
        Collections.shuffle(fields, random);
        return fields.stream().collect(Collectors.joining(", "));
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void section(String name) {
        text.append("\n\n[").append(name).append("]");
    }

    private void row(String key, String value) {
        text.append('\n').append(key).append(" = ").append(value).append(" | PLACEHOLDER");
    }

    @Override
    public String toString() {
        return "shuffled-" + seed;
    }
}
