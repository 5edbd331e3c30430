package io.connects.mri.inspect;

import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.codec.ExplainedFrame.Field;
import io.connects.mri.codec.ExplainedFrame.Kind;
import io.connects.mri.inspect.Evidence.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Within one frame: it is whole, comes from the side that sends it, and its texts are texts that belong there. */
final class FieldRules implements Rule {
    private static final Set<String> FROM_APPLICATION = Set.of(
            "OPEN_CONF", "REGISTER_VARIABLES", "NEW_TASK", "RUN_SCRIPT_RESULT", "EVENT_REPORT", "TERMINATE_DIALOGUE");
    private static final Set<String> FROM_PIM = Set.of(
            "OPEN_REQ",
            "ROUTING_ENABLED",
            "ROUTING_DISABLED",
            "DO_THIS_WITH_TASK",
            "NEW_TASK_FAILURE",
            "RUN_SCRIPT_REQ",
            "CANCEL",
            "RELEASE");
    private static final Set<String> TASK_MESSAGES =
            Set.of("NEW_TASK", "DO_THIS_WITH_TASK", "RUN_SCRIPT_REQ", "RUN_SCRIPT_RESULT");
    private static final Map<String, Set<String>> BELONGS = Map.ofEntries(
            Map.entry("Text", Set.of("CLOSE_REQ")),
            Map.entry("ScriptSelector", Set.of("NEW_TASK")),
            Map.entry("Label", Set.of("DO_THIS_WITH_TASK")),
            Map.entry("ScriptID", Set.of("RUN_SCRIPT_REQ")),
            Map.entry("ScriptConfiguration", Set.of("RUN_SCRIPT_REQ")),
            Map.entry("ApplicationString1", Set.of("NEW_TASK")),
            Map.entry("ApplicationString2", Set.of("NEW_TASK")),
            Map.entry("CallVariable1-10", TASK_MESSAGES),
            Map.entry("EccValue", TASK_MESSAGES),
            Map.entry("EccArray", TASK_MESSAGES));
    /** The first one comes before the second one, which does not come alone. */
    private static final List<List<String>> PAIRS =
            List.of(List.of("ApplicationString1", "ApplicationString2"), List.of("ScriptID", "ScriptConfiguration"));

    private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.]*");

    private final Evidence evidence;
    private final DialectFacts facts;

    FieldRules(Evidence evidence, DialectFacts facts) {
        this.evidence = evidence;
        this.facts = facts;
    }

    @Override
    public void on(Explained explained) {
        ExplainedFrame frame = explained.frame();
        String message = frame.message();
        if (message == null || frame.row() == null) {
            evidence.unexplained(3);
            return;
        }
        String row = name(frame.row());
        evidence.seen(row);
        if (frame.fault() != null) {
            evidence.against(row, 3, "a frame ends inside " + frame.fault().split(":", 2)[0]);
        }
        Side from = explained.captured().from();
        if (from == Side.PIM ? FROM_APPLICATION.contains(message) : FROM_PIM.contains(message)) {
            if (from != Side.UNKNOWN) {
                evidence.against(row, 3, "comes from the wrong side");
            }
        }
        var rows = new HashSet<String>();
        for (Field field : frame.fields()) {
            if (field.row() != null
                    && rows.add(name(field.row()))
                    && !name(field.row()).equals(row)) {
                evidence.seen(name(field.row()));
            }
            onField(message, row, field, explained);
        }
        pairs(frame);
        texts(message, frame);
    }

    private static String name(DialectText.Row row) {
        return row.section() + "/" + row.key();
    }

    private void onField(String message, String row, Field field, Explained explained) {
        if (field.kind() == Kind.FLOAT_HEAD && field.row() == null) {
            evidence.unexplained(1);
        } else if (field.kind() == Kind.UNEXPLAINED && field.name().isEmpty()) {
            evidence.against(row, 2, "a frame has bytes behind its last field");
        } else if (field.name().equals("ECC tag")
                && field.row() != null
                && Long.parseLong(field.value()) > Explained.MOST_ECC_TAG) {
            evidence.against(name(field.row()), 1, "has an ECC tag above " + Explained.MOST_ECC_TAG);
        } else if (field.row() != null && (field.kind() == Kind.TEXT || field.kind() == Kind.TASK_TEXT)) {
            onText(message, field, field.row(), explained.captured().bytes());
        }
    }

    private void onText(String message, Field field, DialectText.Row of, byte[] frame) {
        String row = name(of);
        boolean printable = field.value().chars().allMatch(c -> c >= ' ' && c != 0x7F && (c < 0x80 || c >= 0xA0));
        if (!printable) {
            evidence.against(row, 1, "holds what is no text");
        }
        Set<String> messages = BELONGS.get(of.key());
        if (messages != null) {
            evidence.check(
                    messages.contains(message) && printable,
                    row,
                    messages.contains(message) ? 0 : 2,
                    "stands in " + message);
        } else if (of.key().equals("EccName")) {
            evidence.check(NAME.matcher(field.value()).matches(), row, 1, "is no name of a variable");
        }
        if (field.name().startsWith("ECC ") && !of.key().equals("EccName")) {
            String name = field.name().substring(4);
            boolean known = NAME.matcher(name).matches();
            evidence.check(known && !name.startsWith("tag "), "framing/ecc-mode", 1, "an ECC value without a name");
        }
        // Behind the length of a floating field everything up to its end is text.
        boolean ends = field.length() > 0 && frame[field.offset() + field.length() - 1] == 0;
        boolean nameOfValue = field.name().equals("EccName") && !of.key().equals("EccName");
        if (facts.stringEnd.isPresent() && !nameOfValue && field.length() > 0) {
            evidence.check(
                    ends == facts.stringEnd.get().equals("nul"),
                    "framing/string-end",
                    1,
                    ends ? "a text ends in NUL" : "a text ends without NUL");
        }
    }

    private void pairs(ExplainedFrame frame) {
        for (List<String> pair : PAIRS) {
            int first = at(frame, pair.get(0));
            int second = at(frame, pair.get(1));
            if (second >= 0 && (first < 0 || first > second)) {
                evidence.against("floats/" + pair.get(1), 1, "stands in front of " + pair.get(0));
            }
        }
    }

    private static int at(ExplainedFrame frame, String field) {
        return frame.field(field).map(Field::offset).orElse(-1);
    }

    private void texts(String message, ExplainedFrame frame) {
        if (message.equals("NEW_TASK")) {
            if (at(frame, "ScriptSelector") < 0) {
                evidence.against("floats/ScriptSelector", 1, "is missing in a NEW_TASK");
            }
            List<Field> variables = frame.fields().stream()
                    .filter(field -> field.name().startsWith("CallVariable"))
                    .toList();
            boolean all = variables.size() == 10;
            boolean empty = variables.stream().anyMatch(field -> field.value().isEmpty());
            facts.emptyCallVariables.ifPresent(said -> evidence.check(
                    said.equals("send") ? all : !empty,
                    "framing/empty-call-variables",
                    1,
                    empty ? "a call variable is empty" : "a call variable is left out"));
        } else if (message.equals("RUN_SCRIPT_REQ") && at(frame, "ScriptID") < 0) {
            evidence.against("floats/ScriptID", 1, "is missing in a RUN_SCRIPT_REQ");
        }
    }
}
