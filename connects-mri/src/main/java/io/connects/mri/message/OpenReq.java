package io.connects.mri.message;

/**
 * OPEN_REQ: the PIM, having connected, opens a session.
 *
 * @param invokeId echoed in the answer
 * @param versionNumber the protocol version that the PIM speaks; any is accepted
 * @param idleTimeout how long the PIM bears silence, in the dialect's unit; 4294967295 for no limit
 */
public record OpenReq(long invokeId, long versionNumber, long idleTimeout) implements MriMessage {
    public OpenReq {
        Numbers.checkU32("invokeId", invokeId);
        Numbers.checkU32("versionNumber", versionNumber);
        Numbers.checkU32("idleTimeout", idleTimeout);
    }
}
