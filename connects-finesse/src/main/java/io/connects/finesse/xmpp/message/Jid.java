package io.connects.finesse.xmpp.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * The address of a user or a server: {@code local@domain/resource}. Local part and domain are in lower case, because servers compare them so.
 * Immutable.
 *
 * @param local as it goes over the wire, escaped; empty for a server
 * @param domain never empty
 * @param resource empty in a bare address
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622">RFC 7622</a>
 * @see <a href="https://xmpp.org/extensions/xep-0106.html">XEP-0106</a>, for login ids with characters that a local part cannot have
 */
public record Jid(String local, String domain, String resource) {
    /** What no local part has as it is. Space first, backslash last. */
    private static final String ESCAPED = " \"&'/:<>@\\";

    private static final int MOST_CHARACTERS = 1023;

    /** @throws IllegalArgumentException when a part has a character that it cannot have, or more than 1023 */
    public Jid {
        local = local.toLowerCase(Locale.ROOT);
        domain = domain.toLowerCase(Locale.ROOT);
        check("local", local, " \"&'/:<>@");
        check("domain", domain, " \"&'/<>@\\");
        check("resource", resource, "");
        if (domain.isEmpty()) {
            throw new IllegalArgumentException("domain: must not be empty");
        }
    }

    private static void check(String part, String value, String forbidden) {
        Objects.requireNonNull(value, part);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException(part + ": has half a character");
        }
        if (value.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(part + ": has more than " + MOST_CHARACTERS + " characters");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c >= '\uFFFE' || forbidden.indexOf(c) >= 0) {
                throw new IllegalArgumentException(part + ": cannot have the character U+%04X".formatted((int) c));
            }
        }
    }

    /** The bare address of a user whose login id may have any characters but control characters. */
    public static Jid ofLoginId(String loginId, String domain) {
        return new Jid(escape(loginId), domain, "");
    }

    /** @throws IllegalArgumentException when it is no address */
    public static Jid parse(String text) {
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        String resource = slash < 0 ? "" : text.substring(slash + 1);
        int at = bare.indexOf('@');
        return at < 0 ? new Jid("", bare, resource) : new Jid(bare.substring(0, at), bare.substring(at + 1), resource);
    }

    /** Without the resource. */
    public Jid bare() {
        return resource.isEmpty() ? this : new Jid(local, domain, "");
    }

    public Jid withResource(String other) {
        return new Jid(local, domain, other);
    }

    /** The local part without its escapes: a login id in lower case. */
    public String loginId() {
        var id = new StringBuilder();
        for (int i = 0; i < local.length(); i++) {
            char escaped = escapedAt(local, i);
            id.append(escaped == 0 ? local.charAt(i) : escaped);
            i += escaped == 0 ? 0 : 2;
        }
        return id.toString();
    }

    private static String escape(String loginId) {
        var local = new StringBuilder();
        for (int i = 0; i < loginId.length(); i++) {
            char c = loginId.charAt(i);
            // A backslash is one unless it looks like an escape.
            if (ESCAPED.indexOf(c) < 0 || (c == '\\' && escapedAt(loginId, i) == 0)) {
                local.append(c);
            } else {
                local.append("\\%02x".formatted((int) c));
            }
        }
        return local.toString();
    }

    /** The character whose escape begins here; 0 when none does. */
    private static char escapedAt(String text, int at) {
        if (text.charAt(at) != '\\' || at + 3 > text.length()) {
            return 0;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        char c = high < 0 || low < 0 ? 0 : (char) (high * 16 + low);
        return ESCAPED.indexOf(c) < 0 ? 0 : c;
    }

    @Override
    public String toString() {
        return (local.isEmpty() ? "" : local + "@") + domain + (resource.isEmpty() ? "" : "/" + resource);
    }
}
