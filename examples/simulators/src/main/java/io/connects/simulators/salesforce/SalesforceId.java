package io.connects.simulators.salesforce;

import java.util.regex.Pattern;

/**
 * Record ids: 15 case-sensitive characters, or 18 with a case-safe suffix of three. For each group of five characters bit i is set when
 * character i is an upper-case letter, and the number picks from A-Z and 0-5.
 */
final class SalesforceId {
    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z]{15}|[0-9A-Za-z]{18}");
    private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private SalesforceId() {}

    static boolean isWellFormed(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The 18-character form of a well-formed id; a given suffix is not trusted but computed anew. */
    static String of18(String id) {
        String fifteen = id.substring(0, 15);
        var out = new StringBuilder(fifteen);
        for (int group = 0; group < 3; group++) {
            int bits = 0;
            for (int i = 0; i < 5; i++) {
                char c = fifteen.charAt(group * 5 + i);
                bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
            }
            out.append(SUFFIX.charAt(bits));
        }
        return out.toString();
    }

    /** The id number {@code n} of the object with this three-character key prefix. */
    static String number(String prefix, long n) {
        var digits = new StringBuilder();
        for (long rest = n; digits.length() < 7; rest /= DIGITS.length()) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return of18(prefix + "5e000" + digits.reverse());
    }
}
