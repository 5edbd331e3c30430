package io.connects.mri.inspect;

import io.connects.mri.codec.DialectText;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What {@code mri decode} prints: every frame of a capture in the order of its conversations, then the counts. */
public final class Decoding {
    private static final int MOST_UNKNOWN = 50;

    private Decoding() {}

    /**
     * How much of a capture a dialect explains.
     *
     * @param frames how many frames there are
     * @param explained how many of them are explained to the last byte
     * @param unframed how many bytes belong to no frame
     */
    public record Counts(int frames, int explained, int unframed) {}

    /**
     * Prints a capture.
     *
     * @param showValues whether texts of tasks are shown
     * @param out takes lines, and blocks of lines
     * @throws IllegalArgumentException when the dialect has faults other than open and missing rows, naming each
     */
    public static Counts print(Capture capture, DialectText dialect, boolean showValues, Consumer<String> out) {
        Explained.Session session = Explained.all(capture.conversations(), dialect);
        var printer = new FramePrinter(showValues);
        int frames = 0;
        int explained = 0;
        int strangers = 0;
        var unknown = new TreeMap<String, Integer>();
        for (int i = 0; i < session.conversations().size(); i++) {
            List<Explained> conversation = session.conversations().get(i);
            strangers += conversation.isEmpty() ? 1 : 0;
            for (Explained one : conversation) {
                out.accept(printer.print(one));
                frames++;
                if (one.explained()) {
                    explained++;
                } else {
                    unknown.merge(FramePrinter.name(one.frame()), 1, Integer::sum);
                }
            }
        }
        capture.notes().forEach(note -> out.accept("note: " + note));
        if (strangers > 0) {
            out.accept("note: " + strangers + " connections hold nothing that looks like a frame");
        }
        unknown.entrySet().stream()
                .limit(MOST_UNKNOWN)
                .forEach(entry -> out.accept("not explained to the last byte: " + entry.getKey() + ", "
                        + entry.getValue() + (entry.getValue() == 1 ? " frame" : " frames")));
        if (unknown.size() > MOST_UNKNOWN) {
            out.accept("and " + (unknown.size() - MOST_UNKNOWN) + " more kinds of frames");
        }
        out.accept("frames " + frames + ", explained " + explained + ", unexplained " + (frames - explained)
                + ", bytes outside frames " + session.unframed());
        return new Counts(frames, explained, session.unframed());
    }
}
