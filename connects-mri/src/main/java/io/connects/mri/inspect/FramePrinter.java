package io.connects.mri.inspect;

import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.codec.ExplainedFrame.Field;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Frames for people, one block each. Texts of tasks are masked unless values are to be shown; so are characters within bytes that the dialect
 * does not explain, and numbers whose four bytes are characters, for they may be such texts. Immutable.
 */
public final class FramePrinter {
    private static final int MOST_HEX_BYTES = 64;
    private static final int LEAST_TEXT = 4;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final boolean showValues;

    public FramePrinter(boolean showValues) {
        this.showValues = showValues;
    }

    /** The block of one frame, without a line end behind it. */
    public String print(Explained explained) {
        CapturedFrame captured = explained.captured();
        ExplainedFrame frame = explained.frame();
        var out = new StringBuilder();
        out.append(time(captured.time()))
                .append(captured.conversation().direction(captured.from()))
                .append("  ")
                .append(showValues ? name(frame, true) : name(frame))
                .append("  ")
                .append(captured.bytes().length)
                .append(" bytes");
        if (frame.fault() != null) {
            out.append("\n  FAULT ").append(frame.fault());
        }
        frame.fields().forEach(field -> out.append('\n').append(line(field)));
        return out.toString();
    }

    /** The message's name, or what stands in its place, masked. */
    static String name(ExplainedFrame frame) {
        return name(frame, false);
    }

    private static String name(ExplainedFrame frame, boolean showValues) {
        if (frame.message() != null) {
            return frame.message();
        }
        long type = frame.number("MessageType");
        long subType = frame.number("MessageSubType");
        return "unknown type " + (showValues ? type : masked(type))
                + (subType < 0 ? "" : " sub-type " + (showValues ? subType : masked(subType)));
    }

    /** The number, unless its four bytes are all characters of ASCII: then it may be a piece of a text. */
    static String masked(long number) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            long character = number >> shift & 0xFF;
            if (character < ' ' || character >= 0x7F) {
                return Long.toString(number);
            }
        }
        return characters(Integer.BYTES);
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : TIME.format(time) + "Z  ";
    }

    private String line(Field field) {
        DialectText.Row row = field.row();
        String trust = row == null
                ? "unexplained"
                : Objects.requireNonNullElse(row.confidence(), "").toString();
        return String.format(
                Locale.ROOT,
                "  %4d %4d  %-24s %-24s %s",
                field.offset(),
                field.length(),
                field.name().isEmpty() ? "-" : name(field),
                value(field),
                trust);
    }

    private String value(Field field) {
        return switch (field.kind()) {
            case NUMBER, TASK_ID -> numbers(field.value());
            case FLOAT_HEAD -> "tag " + field.value().replace(":", ", length ");
            case TEXT -> quoted(field.value());
            case TASK_TEXT ->
                showValues ? quoted(field.value()) : characters(field.value().length());
            case UNEXPLAINED ->
                hex(HexFormat.of().parseHex(field.value()), field.name().isEmpty() ? LEAST_TEXT : 1);
        };
    }

    /** An ECC value without a name is named by its tag. */
    private String name(Field field) {
        String tag = "ECC tag ";
        return field.name().matches(tag + "-?\\d{1,10}")
                ? tag + numbers(field.name().substring(tag.length()))
                : field.name();
    }

    private String numbers(String joined) {
        return showValues
                ? joined
                : Stream.of(joined.split(":", -1))
                        .map(number -> masked(Long.parseLong(number)))
                        .collect(Collectors.joining(":"));
    }

    private static String characters(int count) {
        return "(" + count + (count == 1 ? " character)" : " characters)");
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.chars()
                .forEach(c -> out.append(
                        c < ' ' || c == 0x7F || (c >= 0x80 && c < 0xA0)
                                ? String.format(Locale.ROOT, "\\x%02x", c)
                                : String.valueOf((char) c)));
        return out.append('"').toString();
    }

    private String hex(byte[] bytes, int leastText) {
        int least = textAt(bytes, 0) == bytes.length ? 1 : leastText;
        var out = new StringBuilder();
        int end = Math.min(bytes.length, MOST_HEX_BYTES);
        for (int i = 0; i < end; i++) {
            int run = showValues ? 0 : textAt(bytes, i);
            if (run >= least) {
                out.append(characters(run));
                i += run - 1;
            } else {
                out.append(String.format(Locale.ROOT, "%02x", bytes[i]));
            }
        }
        return bytes.length > end ? out + " and " + (bytes.length - end) + " more" : out.toString();
    }

    private static int textAt(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && (bytes[end] & 0xFF) >= ' ' && bytes[end] != 0x7F) {
            end++;
        }
        return end - from;
    }
}
