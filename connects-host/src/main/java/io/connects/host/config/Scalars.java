package io.connects.host.config;

import io.connects.salesforce.SalesforceId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** What single values are made of. Every function throws {@link IllegalArgumentException} on a text that it cannot read. */
final class Scalars {
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    /** The key prefix of User. */
    private static final String USER_PREFIX = "005";

    private Scalars() {}

    static int integer(String text) {
        if (!INTEGER.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a whole number, was '" + text + "'");
        }
        long number = Long.parseLong(text);
        if (number != (int) number) {
            throw new IllegalArgumentException("must be a whole number of at most 2147483647, was " + text);
        }
        return (int) number;
    }

    static int positive(String text) {
        int number = integer(text);
        if (number < 1) {
            throw new IllegalArgumentException("must be 1 or more, was " + text);
        }
        return number;
    }

    static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false, was '" + text + "'");
        };
    }

    static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URI: '" + text + "'", e);
        }
    }

    /** The 18-character form of a Salesforce id, whichever form is written. */
    static String salesforceId(String text) {
        try {
            return SalesforceId.of(text).value();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a Salesforce id of 15 or 18 characters, was '" + text + "'", e);
        }
    }

    /** The id of a Salesforce user. */
    static String userId(String text) {
        String id = salesforceId(text);
        if (!id.startsWith(USER_PREFIX)) {
            throw new IllegalArgumentException("must be the id of a user, which begins with 005, was '" + text + "'");
        }
        return id;
    }

    static int port(String text) {
        int port = integer(text);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("must be 0 to 65535, was " + text);
        }
        return port;
    }

    /** The name of a route or a PIM. */
    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 40 letters, digits, dots, dashes and underscores, was '" + text + "'");
        }
        return text;
    }
}
