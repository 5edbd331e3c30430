package io.connects.core.http;

import okhttp3.Headers;

/**
 * What came back over HTTP, whatever its status.
 *
 * @param body all of it; empty when there was none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpReply(int status, Headers headers, byte[] body) {
    public boolean successful() {
        return status >= 200 && status < 300;
    }
}
