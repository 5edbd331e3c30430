package io.connects.finesse.xmpp.internal.bosh;

import io.connects.finesse.xmpp.message.XmppEnd;

/** The ends that terminal conditions mean (XEP-0124, section 17.2), and the HTTP statuses that older servers send instead (17.1). */
final class BoshConditions {
    private static final String UNKNOWN_SESSION = "item-not-found";

    private BoshConditions() {}

    static XmppEnd end(String condition) {
        XmppEnd.Kind kind = condition.equals(UNKNOWN_SESSION) || condition.equals("remote-connection-failed")
                ? XmppEnd.Kind.LOST // as after a restart of the server
                : condition.equals("conflict") ? XmppEnd.Kind.CONFLICT : XmppEnd.Kind.STREAM_ERROR;
        return new XmppEnd(kind, condition, "the server ended the BOSH session: " + condition);
    }

    /** Whether a request with this status is not worth sending again. */
    static boolean isTerminal(int status) {
        return status == 400 || status == 403 || status == 404;
    }

    static XmppEnd endByStatus(int status) {
        return end(
                switch (status) {
                    case 400 -> "bad-request";
                    case 403 -> "policy-violation";
                    default -> UNKNOWN_SESSION;
                });
    }
}
