package io.connects.salesforce;

import io.connects.core.PeerRefusedException;
import io.connects.core.http.HttpReply;
import io.connects.salesforce.internal.Json;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Salesforce's APIs, such as 66.0 of Spring '26. Immutable.
 *
 * @param major 1 to 999
 * @param minor 0 to 99; in practice always 0
 */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** The oldest that this client works with. */
    public static final ApiVersion OLDEST = new ApiVersion(48, 0);

    /** The newest that this client was written against. */
    public static final ApiVersion NEWEST_KNOWN = new ApiVersion(66, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,2})");
    private static final Pattern OFFERED = Pattern.compile("[1-9]\\d{0,2}\\.\\d{1,2}");

    public ApiVersion {
        if (major < 1 || major > 999) {
            throw new IllegalArgumentException("major: must be 1 to 999, was " + major);
        }
        if (minor < 0 || minor > 99) {
            throw new IllegalArgumentException("minor: must be 0 to 99, was " + minor);
        }
    }

    /**
     * Reads the form {@code 66.0}.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static ApiVersion of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("text: an API version looks like 66.0, was '" + text + "'");
        }
        return new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** The newest that an answer of {@code /services/data} offers, from {@link #OLDEST} to {@code most}. */
    static ApiVersion newest(HttpReply reply, ApiVersion most) {
        String what = "the list of API versions";
        if (!reply.successful()) {
            throw SalesforceError.of(reply).toException(what);
        }
        return Json.array(Json.of(reply)).stream()
                .map(Json::object)
                .map(offered -> offered == null ? "" : Json.text(offered.get("version")))
                .filter(text -> OFFERED.matcher(text).matches())
                .map(ApiVersion::of)
                .filter(offered -> offered.compareTo(most) <= 0 && offered.compareTo(OLDEST) >= 0)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new PeerRefusedException(
                        what, "NO_COMMON_VERSION", "the org offers none from " + OLDEST + " to " + most, false));
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    /** {@code 66.0}, as in the paths of Salesforce. */
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
