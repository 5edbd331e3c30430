package io.connects.mri.message;

/**
 * FAILURE_CONF: a request failed.
 *
 * @param invokeId that of the request
 * @param status a status code, 0 for none
 */
public record FailureConf(long invokeId, long status) implements MriMessage {
    public FailureConf {
        Numbers.checkU32("invokeId", invokeId);
        Numbers.checkU32("status", status);
    }
}
