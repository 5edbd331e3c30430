package io.connects.simulators.mri;

import io.connects.core.routing.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message as a line of text, both ways: {@code DO_THIS_WITH_TASK DialogueID=1 TaskID=5:204:1 AgentSkillTargetID=5017 CallVariable1="Anna"
 * ecc:user.case="42"}.
 */
final class MessageText {
    private static final Pattern WORD =
            Pattern.compile("\\s*([^\\s=\"]+)(?:=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)))?(?=\\s|$)");
    private static final Pattern ELEMENT = Pattern.compile("(.*)\\[(\\d{1,3})]");
    private static final Pattern TASK_ID = Pattern.compile("-?\\d+:-?\\d+:-?\\d+");
    private static final String DAY = ".day";
    private static final String ECC = "ecc:";
    private static final String NAME = "ecc-name:#";
    private static final String UNKNOWN = "unknown:";

    private MessageText() {}

    // --- writing

    static String of(Message message) {
        List<String> words = new ArrayList<>(List.of(message.name()));
        fields(message).forEach((field, value) -> words.add(field + "=" + value));
        message.floats().forEach(floating -> words.add(of(floating)));
        if (!message.surplus().isEmpty()) {
            words.add("surplus=" + message.surplus());
        }
        return String.join(" ", words);
    }

    /** Task ids are one word. */
    private static Map<String, String> fields(Message message) {
        Map<String, String> fields = new LinkedHashMap<>();
        message.fields().forEach((field, value) -> {
            if (field.endsWith(DAY)) {
                String taskId = field.substring(0, field.length() - DAY.length());
                fields.put(taskId, message.taskId(taskId).toString());
            } else if (field.indexOf('.') < 0) {
                fields.put(field, value.toString());
            }
        });
        return fields;
    }

    private static String of(Floating floating) {
        if (floating instanceof Floating.Text text) {
            return text.name() + "=" + quoted(text.text());
        }
        if (floating instanceof Floating.EccName ecc) {
            return NAME + ecc.tag() + "=" + quoted(ecc.name());
        }
        if (floating instanceof Floating.EccValue ecc) {
            return ECC + "#" + ecc.tag() + "=" + quoted(ecc.value());
        }
        if (floating instanceof Floating.EccElement ecc) {
            return ECC + "#" + ecc.tag() + "[" + ecc.index() + "]=" + quoted(ecc.value());
        }
        if (floating instanceof Floating.NamedEcc ecc) {
            return ECC + ecc.name() + "=" + quoted(ecc.value());
        }
        if (floating instanceof Floating.NamedElement ecc) {
            return ECC + ecc.name() + "[" + ecc.index() + "]=" + quoted(ecc.value());
        }
        Floating.Unknown unknown = (Floating.Unknown) floating;
        return UNKNOWN + unknown.tag() + "=" + quoted(unknown.hex());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    // --- reading

    static Message read(String line) {
        Matcher words = WORD.matcher(line.strip());
        if (!words.lookingAt() || words.group(2) != null || words.group(3) != null) {
            throw new IllegalArgumentException("line: must begin with the name of a message, was '" + line + "'");
        }
        Message.Builder message = Message.of(words.group(1));
        int end = words.end();
        while (end < words.regionEnd()) {
            words.region(end, words.regionEnd());
            if (!words.lookingAt() || (words.group(2) == null && words.group(3) == null)) {
                throw new IllegalArgumentException("line: must go on with Field=number or Field=\"text\", was '"
                        + line.strip().substring(end) + "'");
            }
            end = words.end();
            if (words.group(2) != null) {
                message.add(floating(words.group(1), words.group(2).replaceAll("\\\\(.)", "$1")));
            } else {
                field(words.group(1), words.group(3), message);
            }
        }
        return message.build();
    }

    private static void field(String name, String value, Message.Builder message) {
        if (name.equals("surplus")) {
            message.surplus(value);
        } else if (TASK_ID.matcher(value).matches()) {
            message.with(name, TaskId.of(value));
        } else {
            message.with(name, number(name, value));
        }
    }

    private static long number(String name, String text) {
        try {
            return text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "line: " + name + " must be a number, or a text in \"\", was " + text, e);
        }
    }

    private static Floating floating(String name, String text) {
        if (name.startsWith(NAME)) {
            return new Floating.EccName(number(name, name.substring(NAME.length())), text);
        }
        if (name.startsWith(UNKNOWN)) {
            return new Floating.Unknown((int) number(name, name.substring(UNKNOWN.length())), text);
        }
        if (!name.startsWith(ECC)) {
            return new Floating.Text(name, text);
        }
        String variable = name.substring(ECC.length());
        Matcher element = ELEMENT.matcher(variable);
        if (element.matches()) {
            int index = Integer.parseInt(element.group(2));
            return element.group(1).startsWith("#")
                    ? new Floating.EccElement(number(name, element.group(1).substring(1)), index, text)
                    : new Floating.NamedElement(element.group(1), index, text);
        }
        return variable.startsWith("#")
                ? new Floating.EccValue(number(name, variable.substring(1)), text)
                : new Floating.NamedEcc(variable, text);
    }
}
