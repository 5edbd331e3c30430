package io.connects.salesforce;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The id of a record, kept in the 18-character form. Immutable.
 *
 * <p>Salesforce writes ids in two forms: 15 characters, where case counts, and 18, which adds three that say which letters are capitals, so
 * that it survives systems that ignore case.
 *
 * @param value 18 letters and digits
 */
public record SalesforceId(String value) {
    private static final int SHORT = 15;
    private static final int LONG = 18;
    private static final int CHUNK = 5;
    private static final String CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private static final Pattern ALPHANUMERIC = Pattern.compile("[0-9A-Za-z]+");

    public SalesforceId {
        if (value.length() != LONG || !isAlphanumeric(value) || !value.equals(extended(value.substring(0, SHORT)))) {
            throw new IllegalArgumentException("value: not an 18-character Salesforce id: '" + shown(value) + "'");
        }
    }

    /**
     * Reads either form. The last three characters of the long form are accepted in either case.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static SalesforceId of(String text) {
        if (text.length() == SHORT && isAlphanumeric(text)) {
            return new SalesforceId(extended(text));
        }
        if (text.length() == LONG) {
            return new SalesforceId(
                    text.substring(0, SHORT) + text.substring(SHORT).toUpperCase(Locale.ROOT));
        }
        throw new IllegalArgumentException("text: not a Salesforce id of 15 or 18 characters: '" + shown(text) + "'");
    }

    /** The first three characters, which name the object type: {@code 500} is a Case. */
    public String keyPrefix() {
        return value.substring(0, 3);
    }

    /** The 18-character form. */
    @Override
    public String toString() {
        return value;
    }

    private static String extended(String id) {
        var extended = new StringBuilder(LONG).append(id);
        for (int chunk = 0; chunk < SHORT; chunk += CHUNK) {
            int bits = 0;
            for (int i = 0; i < CHUNK; i++) {
                char c = id.charAt(chunk + i);
                bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
            }
            extended.append(CHECKS.charAt(bits));
        }
        return extended.toString();
    }

    private static boolean isAlphanumeric(String text) {
        return ALPHANUMERIC.matcher(text).matches();
    }

    private static String shown(String text) {
        return text.length() <= LONG ? text : text.substring(0, LONG) + "...";
    }
}
