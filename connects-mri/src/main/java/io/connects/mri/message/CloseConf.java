package io.connects.mri.message;

/**
 * CLOSE_CONF: the session is closed; the connection ends.
 *
 * @param invokeId that of the request
 */
public record CloseConf(long invokeId) implements MriMessage {
    public CloseConf {
        Numbers.checkU32("invokeId", invokeId);
    }
}
