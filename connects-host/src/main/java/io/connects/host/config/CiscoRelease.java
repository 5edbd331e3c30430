package io.connects.host.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What contact center a site runs. Universal Queue, with which tasks of outside channels are routed over MRI, came with 11.5.
 *
 * @param major such as 12 of 12.6
 * @param minor such as 6 of 12.6
 * @param maintenance such as 2 of 12.6(2); 0 when it was not said
 * @see <a href="https://www.cisco.com/c/en/us/support/customer-collaboration/unified-contact-center-enterprise/series.html">Unified Contact
 *     Center Enterprise, Features Guide, Task Routing</a>
 */
public record CiscoRelease(Product product, int major, int minor, int maintenance) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,2})(?:\\((\\d{1,2})\\))?");
    private static final int OLDEST_MAJOR = 11;
    private static final int OLDEST_MINOR = 5;

    /** The contact centers that have the Media Routing Interface. */
    public enum Product {
        CCE,
        PCCE
    }

    public CiscoRelease {
        if (major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR)) {
            throw new IllegalArgumentException(
                    "release: " + major + "." + minor + " is too old: tasks are routed from release 11.5 on");
        }
    }

    /**
     * Reads all parts.
     *
     * @param release such as {@code 12.6} or {@code 12.6(2)}
     * @throws IllegalArgumentException when the product has no MRI, or the release has another form or is too old
     */
    static CiscoRelease of(Product product, String release) {
        Matcher parts = FORM.matcher(release);
        if (!parts.matches()) {
            throw new IllegalArgumentException("release: must look like 12.6 or 12.6(2), was '" + release + "'");
        }
        int maintenance = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        return new CiscoRelease(
                product, Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), maintenance);
    }

    /** @throws IllegalArgumentException when the product is unknown or has no MRI */
    static Product product(String text) {
        return switch (text) {
            case "CCE" -> Product.CCE;
            case "PCCE" -> Product.PCCE;
            case "CCX" ->
                throw new IllegalArgumentException(
                        "CCX (Contact Center Express) has no Media Routing Interface; Connects needs CCE or PCCE");
            default -> throw new IllegalArgumentException("must be CCE or PCCE, was '" + text + "'");
        };
    }

    @Override
    public String toString() {
        return product + " " + major + "." + minor;
    }
}
