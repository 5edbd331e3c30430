package io.connects.sso;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of a Cisco contact center, as people write it: {@code 12.5(1)ES3} is major 12, minor 5, maintenance 1, engineering special 3.
 *
 * @param maintenance 0 when it was not said, which sorts before all that were
 * @param special 0 for none
 */
public record Release(int major, int minor, int maintenance, int special) implements Comparable<Release> {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\((\\d{1,3})\\))?(?:\\s*ES\\s*(\\d{1,3}))?");
    private static final Comparator<Release> ORDER = Comparator.comparingInt(Release::major)
            .thenComparingInt(Release::minor)
            .thenComparingInt(Release::maintenance)
            .thenComparingInt(Release::special);

    /** @throws IllegalArgumentException when it is not written as releases are */
    public static Release of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("release: must be such as 12.6, 12.6(2) or 12.5(1)ES3, was " + text);
        }
        return new Release(number(form, 1), number(form, 2), number(form, 3), number(form, 4));
    }

    private static int number(Matcher form, int group) {
        return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
    }

    /** Whether it is this minor release or a later one, whatever its maintenance. */
    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + (maintenance == 0 ? "" : "(" + maintenance + ")")
                + (special == 0 ? "" : "ES" + special);
    }
}
