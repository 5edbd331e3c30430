package io.connects.mri.inspect;

import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.codec.FrameExplainer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A frame as it was captured, and what a dialect takes it for. */
public record Explained(CapturedFrame captured, ExplainedFrame frame) {
    /** A tag stands behind the head of a floating field in four bytes, of which real ones use two. */
    static final int MOST_ECC_TAG = 0xFFFF;

    private static final Pattern NUMBER = Pattern.compile("(?:subtyped\\s+)?(0x[0-9A-Fa-f]{1,8}|\\d{1,10})\\b.*");

    /** Whether every byte is explained, and every ECC tag is one that can be and has a name. */
    public boolean explained() {
        return frame.explained()
                && frame.fields().stream()
                        .noneMatch(field -> field.name().startsWith("ECC tag ")
                                || (field.name().equals("ECC tag") && Long.parseLong(field.value()) > MOST_ECC_TAG));
    }

    /**
     * All frames of a capture under one dialect.
     *
     * @param conversations one list each, in the order of the capture
     * @param unframed how many bytes belong to no frame
     */
    public record Session(List<List<Explained>> conversations, int unframed) {
        public Session {
            conversations = List.copyOf(conversations);
        }
    }

    /**
     * Explains a capture. ECC tags get the names that REGISTER_VARIABLES gave them in the same conversation.
     *
     * @throws IllegalArgumentException when the dialect has faults other than open and missing rows, naming each
     */
    public static Session all(List<Conversation> conversations, DialectText dialect) {
        FrameExplainer explainer = FrameExplainer.of(dialect);
        Set<Long> types = types(dialect);
        var explained = new ArrayList<List<Explained>>();
        int unframed = 0;
        for (Conversation conversation : conversations) {
            Frames frames =
                    Frames.of(conversation, explainer.countedHeaderBytes(), explainer.maxBodyBytes(), types::contains);
            explained.add(all(frames.frames(), explainer));
            unframed += frames.unframed();
        }
        return new Session(explained, unframed);
    }

    /** The frames of one conversation, in order. */
    static List<Explained> all(List<CapturedFrame> frames, FrameExplainer start) {
        FrameExplainer explainer = start;
        var explained = new ArrayList<Explained>(frames.size());
        for (CapturedFrame captured : frames) {
            ExplainedFrame frame = explainer.explain(captured.bytes());
            explained.add(new Explained(captured, frame));
            if ("REGISTER_VARIABLES".equals(frame.message())) {
                explainer = start.with(registered(frame));
            }
        }
        return explained;
    }

    /** The names that a REGISTER_VARIABLES gives to ECC tags, for {@link FrameExplainer#with}. */
    public static Map<Integer, String> registered(ExplainedFrame frame) {
        var names = new HashMap<Integer, String>();
        int tag = 0;
        for (ExplainedFrame.Field field : frame.fields()) {
            if (field.name().equals("ECC tag")) {
                tag = Integer.parseUnsignedInt(field.value());
            } else if (field.name().equals("EccName")) {
                names.put(tag, field.value());
            }
        }
        return names;
    }

    /** The message types that a dialect has rows for. */
    private static Set<Long> types(DialectText dialect) {
        var types = new HashSet<Long>();
        for (DialectText.Row row : dialect.rows()) {
            if (row.section().equals("session")
                    || row.section().equals("dialogue")
                    || row.key().equals("task-framing")) {
                number(row.value()).ifPresent(types::add);
            }
        }
        return types;
    }

    /** The number that a row's value starts with, behind the word {@code subtyped} where it has it. */
    static OptionalLong number(String value) {
        Matcher number = NUMBER.matcher(value);
        return number.matches() ? OptionalLong.of(Long.decode(decimal(number.group(1)))) : OptionalLong.empty();
    }

    /** Without the leading zeros that would make it octal. */
    private static String decimal(String number) {
        return number.startsWith("0x") ? number : number.replaceFirst("^0+(?=\\d)", "");
    }
}
