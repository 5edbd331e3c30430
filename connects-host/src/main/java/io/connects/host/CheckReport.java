package io.connects.host;

import java.io.PrintWriter;

/** What came out of a look at something, line by line as it is found. Not thread-safe. */
final class CheckReport {
    private static final int MAX_SHOWN = 80;

    private final PrintWriter out;
    private int well;
    private int faults;

    CheckReport(PrintWriter out) {
        this.out = out;
    }

    /** Something is as it should be. */
    void ok(String what) {
        well++;
        out.println("ok    " + what);
    }

    /** Something that is neither right nor wrong. */
    void note(String what) {
        out.println("      " + what);
    }

    /** Something is wrong, and what to do about it. */
    void fault(String what, String remedy) {
        faults++;
        out.println("fault " + what);
        out.println("      " + remedy);
    }

    /** Sums up, and answers whether nothing is wrong. */
    boolean end() {
        out.println(well + " ok, " + faults + " fault");
        return faults == 0;
    }

    /** What a server has written, on one line and short; a hyphen when it is empty. */
    static String shown(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S}]+", "?");
        return plain.isEmpty() ? "-" : plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "…";
    }
}
