package io.connects.mri.message;

/**
 * OPEN_CONF: the application has opened the session.
 *
 * @param invokeId that of the request
 */
public record OpenConf(long invokeId) implements MriMessage {
    public OpenConf {
        Numbers.checkU32("invokeId", invokeId);
    }
}
