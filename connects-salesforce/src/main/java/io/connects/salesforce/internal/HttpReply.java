package io.connects.salesforce.internal;

import org.jspecify.annotations.Nullable;

/**
 * What came back over HTTP, whatever its status.
 *
 * @param body all of it; empty when there was none
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
public record HttpReply(int status, byte[] body) {
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** The body as JSON; null when it is empty or JSON's null. */
    public @Nullable Object json() {
        return body.length == 0 ? null : Json.parse(body);
    }
}
