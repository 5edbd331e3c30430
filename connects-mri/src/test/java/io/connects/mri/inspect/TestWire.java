package io.connects.mri.inspect;

import io.connects.mri.codec.DialectText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes frames straight from the rows of a dialect file, without the codec under test. */
final class TestWire {
    private final DialectText dialect;
    private final boolean nul;
    final String eccMode;

    TestWire(DialectText dialect) {
        this.dialect = dialect;
        nul = framing("string-end").equals("nul");
        eccMode = framing("ecc-mode");
    }

    String framing(String key) {
        return dialect.value("framing", key).orElseThrow();
    }

    /** A frame; fields that are not given are 0, task ids -1:-1:-1. */
    byte[] frame(String message, Map<String, Long> numbers, List<byte[]> floats) {
        String framingOfTasks = framing("task-framing");
        boolean dialogue = dialect.value("session", message).isEmpty();
        String[] row = dialect.value(dialogue ? "dialogue" : "session", message)
                .orElseThrow()
                .split(":", 2);
        var body = new ByteArrayOutputStream();
        boolean subtyped = dialogue && framingOfTasks.startsWith("subtyped");
        if (subtyped) {
            put(body, Long.parseLong(row[0].strip()), 4);
        }
        if (dialogue) {
            fields(body, framing("dialogue-header"), numbers);
        }
        fields(body, row[1].strip(), numbers);
        floats.forEach(body::writeBytes);
        long type = Long.parseLong(subtyped ? framingOfTasks.substring(9).strip() : row[0].strip());
        var frame = new ByteArrayOutputStream();
        put(frame, body.size() + (framing("length-counts").equals("message") ? 8 : 0), 4);
        put(frame, type, 4);
        frame.writeBytes(body.toByteArray());
        return frame.toByteArray();
    }

    private static void fields(ByteArrayOutputStream out, String list, Map<String, Long> numbers) {
        for (String field : list.isEmpty() ? new String[0] : list.split(",", -1)) {
            String[] parts = field.strip().split("\\s+", -1);
            long value = numbers.getOrDefault(parts[0], parts[1].equals("taskid") ? -1L : 0L);
            switch (parts[1]) {
                case "u8" -> put(out, value, 1);
                case "u16" -> put(out, value, 2);
                case "taskid" -> {
                    put(out, value < 0 ? value : 152_145, 4);
                    put(out, value, 4);
                    put(out, value < 0 ? value : 1, 4);
                }
                default -> put(out, value, 4);
            }
        }
    }

    /** A floating field; {@code CallVariable3} is one of the run. */
    byte[] text(String name, String text) {
        String key = name.startsWith("CallVariable") ? "CallVariable1-10" : name;
        int index = key.equals(name) ? 0 : Integer.parseInt(name.substring(12)) - 1;
        return floating(tag(key) + index, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] eccName(int tag, String name) {
        return floating(tag("EccName"), tagged("EccName", tag, name));
    }

    List<byte[]> ecc(int tag, String name, String value) {
        return switch (eccMode) {
            case "registered-tag" -> List.of(floating(tag("EccValue"), tagged("EccValue", tag, value)));
            case "name-value" -> List.of(eccName(tag, name), floating(tag("EccValue"), tagged("EccValue", tag, value)));
            default -> List.of(floating(tag("EccValue"), tagged("EccValue", tag, name + "\0" + value)));
        };
    }

    List<byte[]> eccElement(int tag, String name, int index, String value) {
        byte[] content = tagged("EccArray", tag, (char) index + value);
        return switch (eccMode) {
            case "registered-tag" -> List.of(floating(tag("EccArray"), content));
            case "name-value" -> List.of(eccName(tag, name), floating(tag("EccArray"), content));
            default -> List.of(floating(tag("EccArray"), tagged("EccArray", tag, (char) index + name + "\0" + value)));
        };
    }

    private byte[] tagged(String row, int tag, String text) {
        var out = new ByteArrayOutputStream();
        if (dialect.value("floats", row).orElseThrow().contains(" ecc-")) {
            put(out, tag, 4);
        }
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    int tag(String key) {
        return Integer.parseInt(dialect.value("floats", key).orElseThrow().split("\\W", 2)[0]);
    }

    private byte[] floating(int tag, byte[] content) {
        byte[] ended = nul ? Arrays.copyOf(content, content.length + 1) : content;
        var out = new ByteArrayOutputStream();
        put(out, tag, Integer.parseInt(framing("float-tag-bytes")));
        put(out, ended.length, Integer.parseInt(framing("float-length-bytes")));
        out.writeBytes(ended);
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, long value, int width) {
        for (int i = width - 1; i >= 0; i--) {
            out.write((int) (value >> (8 * i)));
        }
    }
}
