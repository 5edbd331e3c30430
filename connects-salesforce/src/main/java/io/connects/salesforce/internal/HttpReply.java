package io.connects.salesforce.internal;

import io.connects.core.ProtocolViolationException;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What came back over HTTP, whatever its status.
 *
 * @param body all of it; empty when there was none
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
public record HttpReply(int status, Headers headers, byte[] body) {
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /**
     * The body as JSON; null when it is empty or JSON's null.
     *
     * @throws ProtocolViolationException when it is something else, a page of HTML for example
     */
    public @Nullable Object json() {
        if (body.length == 0) {
            return null;
        }
        if (HtmlPage.is(body)) {
            throw new ProtocolViolationException(
                    "a page of HTML instead of JSON, from a proxy or an edge server: " + HtmlPage.words(body), 0, body);
        }
        return Json.parse(body);
    }
}
