package io.connects.mri.inspect;

import io.connects.mri.inspect.Conversation.Chunk;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hex text: what people paste, what tools dump, what {@link Recording} writes. A line is bytes in hex; {@code #} starts a comment. A line of a
 * dump starts with the offset of its bytes and may end in their characters; offset 0 starts a new dump. In a dump of Wireshark's <i>Follow TCP
 * Stream</i> the listening side is indented.
 */
final class HexText {
    private static final int DUMP_WIDTH = 16;
    private static final int MOST_REPEATED_BYTES = 1 << 20;
    private static final int MOST_CONNECTIONS = 20_000;
    private static final Pattern CONNECTION = Pattern.compile("@\\s*(\\S+)\\s+>\\s+(\\S+)\\s*");
    private static final Pattern RECORDED = Pattern.compile("(?:(\\d{4}-\\S+)\\s+)?([<>])\\s+(.*)");
    private static final Pattern DUMPED = Pattern.compile("(\\s*)([0-9A-Fa-f]{4,16})(?::\\s?|\\s{2,})(.*)");
    private static final Pattern BYTES = Pattern.compile("(?:[0-9A-Fa-f]{2})+");

    private final List<Conversation> conversations = new ArrayList<>();
    private final Dump plain = new Dump();
    private final Dump indented = new Dump();
    private List<Chunk> chunks = new ArrayList<>();
    private String pim = "?";
    private String application = "?";
    private boolean fromStart;

    /** Bytes of one side's dump so far. */
    private static final class Dump {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long offset = -1;
        private byte[] last = {};
        private boolean repeats;

        /** What {@code *} stands for in {@code hexdump -C}: the last line again, up to this offset. */
        private void repeatTo(long end) {
            if (end - offset > MOST_REPEATED_BYTES) {
                throw new IllegalArgumentException("repeats more than " + MOST_REPEATED_BYTES + " bytes");
            }
            while (repeats && last.length > 0 && offset < end) {
                int more = (int) Math.min(last.length, end - offset);
                bytes.write(last, 0, more);
                offset += more;
            }
            repeats = false;
        }
    }

    private HexText() {}

    /** @throws IllegalArgumentException when a line is not hex, naming it */
    static Capture read(String text) {
        var hex = new HexText();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                hex.line(line.replaceFirst("(^|\\s)#.*", ""));
            } catch (IllegalArgumentException | DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "line " + number + ": is not hex: "
                                + String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?"),
                        e);
            }
        }
        hex.end();
        return new Capture(hex.conversations, List.of());
    }

    private void line(String line) {
        Matcher connection = CONNECTION.matcher(line);
        Matcher recorded = RECORDED.matcher(line);
        if (connection.matches()) {
            end();
            pim = connection.group(1);
            application = connection.group(2);
            fromStart = true;
        } else if (recorded.matches()) {
            Side from = recorded.group(2).equals(">") ? Side.PIM : Side.APPLICATION;
            Instant time = recorded.group(1) == null ? null : Instant.parse(recorded.group(1));
            add(time, from, bytes(recorded.group(3)));
        } else if (!line.isBlank() && !dumped(line)) {
            flush();
            add(null, Side.UNKNOWN, bytes(line));
        }
    }

    /** A line of a dump: its offset says where the last one ended. */
    private boolean dumped(String line) {
        if (line.strip().equals("*") && plain.offset > 0) {
            plain.repeats = true;
            return true;
        }
        Matcher parts = DUMPED.matcher(line);
        boolean alone = line.strip().matches("[0-9A-Fa-f]{4,16}");
        if (!parts.matches() && !alone) {
            return false;
        }
        Dump dump = parts.matches() && !parts.group(1).isEmpty() ? indented : plain;
        long offset;
        try {
            offset = Long.parseLong(alone ? line.strip() : parts.group(2), 16);
        } catch (NumberFormatException e) {
            return false;
        }
        if (dump.repeats) {
            dump.repeatTo(offset);
        }
        if (alone) { // the line at the end of hexdump -C
            return dump.offset > 0 && offset == dump.offset;
        }
        if (offset != 0 && offset != dump.offset) {
            return false;
        }
        if (offset == 0) {
            flush();
            dump.offset = 0;
        }
        byte[] bytes = column(parts.group(3));
        dump.bytes.writeBytes(bytes);
        dump.last = bytes;
        dump.offset += bytes.length;
        if (dump == indented || indented.offset >= 0) {
            flush(); // two sides take turns
        }
        return true;
    }

    /** The bytes of a dump's line, without the characters behind them. */
    private static byte[] column(String line) {
        int bar = line.indexOf('|');
        String column = (bar < 0 ? line : line.substring(0, bar)).split("\\s{3,}", 2)[0];
        var digits = new StringBuilder();
        for (String word : column.strip().split("\\s+", -1)) {
            if (!BYTES.matcher(word).matches() || digits.length() + word.length() > 2 * DUMP_WIDTH) {
                break;
            }
            digits.append(word);
        }
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] bytes(String hex) {
        String digits = hex.replaceAll("0[xX]", "").replaceAll("[\\s,:-]", "");
        return HexFormat.of().parseHex(digits);
    }

    private void flush() {
        boolean twoSides = indented.offset >= 0;
        take(plain, twoSides ? Side.PIM : Side.UNKNOWN);
        take(indented, Side.APPLICATION);
    }

    private void take(Dump dump, Side from) {
        add(null, from, dump.bytes.toByteArray());
        dump.bytes.reset();
    }

    private void add(@Nullable Instant time, Side from, byte[] bytes) {
        if (bytes.length > 0) {
            chunks.add(new Chunk(time, from, bytes, false));
        }
    }

    private void end() {
        flush();
        if (!chunks.isEmpty()) {
            if (conversations.size() == MOST_CONNECTIONS) {
                throw new IllegalArgumentException("more than " + MOST_CONNECTIONS + " connections");
            }
            conversations.add(new Conversation(pim, application, fromStart, chunks));
        }
        chunks = new ArrayList<>();
    }
}
