package io.connects.simulators.salesforce;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * An answer as bytes, for what no org says on purpose. What the request asks for is not done. Immutable.
 *
 * @param contentLength what the header says; a connection whose body is shorter is closed after it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RawAnswer(int status, String contentType, byte[] body, long contentLength) {
    private static final String JSON = "application/json;charset=UTF-8";

    public RawAnswer {
        body = body.clone();
        if (contentLength < body.length) {
            throw new IllegalArgumentException("contentLength: must be at least " + body.length);
        }
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** An error in REST's format, an array of one. */
    public static RawAnswer error(int status, String code, String message) {
        return of(status, JSON, "[{\"errorCode\":\"" + code + "\",\"message\":\"" + message + "\"}]");
    }

    /** Nothing but a status. */
    public static RawAnswer empty(int status) {
        return of(status, JSON, "");
    }

    /** Any text in UTF-8. */
    public static RawAnswer of(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** JSON in another charset than it says. */
    public static RawAnswer in(Charset charset, String json) {
        return bytes(200, JSON, json.getBytes(charset));
    }

    /** JSON of which so many bytes are there, though its length is told. */
    public static RawAnswer cutOff(String json, int bytes) {
        byte[] all = json.getBytes(StandardCharsets.UTF_8);
        return new RawAnswer(200, JSON, java.util.Arrays.copyOf(all, Math.min(bytes, all.length)), all.length);
    }

    /** A query's answer that is longer than so many bytes. */
    public static RawAnswer huge(int bytes) {
        return of(200, JSON, "{\"done\":true,\"records\":[{\"Id\":\"" + "x".repeat(bytes) + "\"}]}");
    }

    /** Arrays in arrays. */
    public static RawAnswer nested(int depth) {
        return of(200, JSON, "[".repeat(depth) + "]".repeat(depth));
    }

    private static RawAnswer bytes(int status, String contentType, byte[] body) {
        return new RawAnswer(status, contentType, body, body.length);
    }
}
