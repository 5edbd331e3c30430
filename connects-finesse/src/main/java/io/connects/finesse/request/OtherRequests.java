package io.connects.finesse.request;

import io.connects.finesse.codec.TeamMessageXml;
import io.connects.finesse.message.TeamMessage;
import io.connects.finesse.xml.XmlElement;

/** Requests whose acceptance is their outcome. */
public final class OtherRequests {
    private OtherRequests() {}

    /** Tells teams something; for supervisors. */
    public static Request teamMessage(TeamMessage message) {
        return Request.post("team message", Paths.API + "TeamMessage", TeamMessageXml.write(message), null);
    }

    /**
     * Writes into the server's own log of an agent's desktop. How much it takes is not public.
     *
     * @param text no secrets: administrators read it
     */
    public static Request clientLog(String loginId, String text) {
        return Request.post(
                "client log of " + loginId,
                Paths.user(loginId) + "/ClientLog",
                XmlElement.named("ClientLog").add("logData", text).build(),
                null);
    }
}
