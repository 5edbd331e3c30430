package io.connects.mri.message;

/**
 * HEARTBEAT_REQ: asks whether the other side is alive. The PG sends it; it is answered either way.
 *
 * @param invokeId echoed in the answer
 */
public record HeartbeatReq(long invokeId) implements MriMessage {
    public HeartbeatReq {
        Numbers.checkU32("invokeId", invokeId);
    }
}
