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
import org.jspecify.annotations.Nullable;

/**
 * Frames for people, one block each. Texts of tasks are masked unless values are to be shown; so are characters within bytes that the dialect
 * does not explain, for they may be such texts. Immutable.
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
                .append(name(frame))
                .append("  ")
                .append(captured.bytes().length)
                .append(" bytes");
        if (frame.fault() != null) {
            out.append("\n  FAULT ").append(frame.fault());
        }
        frame.fields().forEach(field -> out.append('\n').append(line(field)));
        return out.toString();
    }

    /** The message's name, or what stands in its place. */
    static String name(ExplainedFrame frame) {
        if (frame.message() != null) {
            return frame.message();
        }
        String type = "type " + frame.number("MessageType");
        long subType = frame.number("MessageSubType");
        return "unknown " + type + (subType < 0 ? "" : " sub-type " + subType);
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
                field.name().isEmpty() ? "-" : field.name(),
                value(field),
                trust);
    }

    private String value(Field field) {
        return switch (field.kind()) {
            case NUMBER, TASK_ID -> field.value();
            case FLOAT_HEAD -> "tag " + field.value().replace(":", ", length ");
            case TEXT -> quoted(field.value());
            case TASK_TEXT ->
                showValues ? quoted(field.value()) : characters(field.value().length());
            case UNEXPLAINED -> hex(HexFormat.of().parseHex(field.value()));
        };
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

    private String hex(byte[] bytes) {
        var out = new StringBuilder();
        int end = Math.min(bytes.length, MOST_HEX_BYTES);
        for (int i = 0; i < end; i++) {
            int run = showValues ? 0 : textAt(bytes, i);
            if (run >= LEAST_TEXT) {
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
