package io.connects.mri.internal.engine;

import java.util.regex.Pattern;

/** Words of a peer's as they may stand in a quoted part of a log line: none of them can end the line, or the quotation. */
final class PeerText {
    private static final int MOST = 80;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\"]");

    private PeerText() {}

    /** The first 80 characters, with a question mark for each that is not printed, and for each quotation mark. */
    static String printable(String text) {
        String first = text.length() > MOST ? text.substring(0, MOST) + "..." : text;
        return UNPRINTABLE.matcher(first).replaceAll("?");
    }
}
