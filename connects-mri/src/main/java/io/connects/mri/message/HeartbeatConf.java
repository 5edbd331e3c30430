package io.connects.mri.message;

/**
 * HEARTBEAT_CONF: the answer to a heartbeat.
 *
 * @param invokeId that of the request
 */
public record HeartbeatConf(long invokeId) implements MriMessage {
    public HeartbeatConf {
        Numbers.checkU32("invokeId", invokeId);
    }
}
