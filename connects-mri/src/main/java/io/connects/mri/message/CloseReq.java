package io.connects.mri.message;

import java.util.Objects;

/**
 * CLOSE_REQ: either side ends the session.
 *
 * @param invokeId echoed in the answer
 * @param status a status code, 0 for none
 * @param text why, for people; empty when nothing was said
 */
public record CloseReq(long invokeId, long status, String text) implements MriMessage {
    public CloseReq {
        Numbers.checkU32("invokeId", invokeId);
        Numbers.checkU32("status", status);
        Objects.requireNonNull(text, "text");
    }
}
