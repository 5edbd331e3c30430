package io.connects.simulators.finesse;

import java.util.Locale;

/** An address of XMPP; the local part is in lower case. */
record Jid(String local, String domain, String resource) {
    static Jid parse(String text) {
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        int at = bare.indexOf('@');
        return new Jid(
                at < 0 ? "" : bare.substring(0, at).toLowerCase(Locale.ROOT),
                bare.substring(at + 1),
                slash < 0 ? "" : text.substring(slash + 1));
    }

    String bare() {
        return local.isEmpty() ? domain : local + "@" + domain;
    }

    String full() {
        return resource.isEmpty() ? bare() : bare() + "/" + resource;
    }
}
