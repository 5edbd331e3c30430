package io.connects.finesse.request;

import io.connects.finesse.xml.XmlElement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something to be changed.
 *
 * @param name for people, such as {@code READY of 1001}
 * @param outcome null when Finesse's acceptance is all there is
 * @param notOnCcx why Unified CCX refuses it; null when it does not
 */
public record Request(
        String name,
        Method method,
        String path,
        XmlElement body,
        @Nullable Outcome outcome,
        @Nullable String notOnCcx) {

    /** How it is sent. */
    public enum Method {
        POST,
        PUT
    }

    public Request {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(body, "body");
    }

    static Request put(String name, String path, XmlElement body, @Nullable Outcome outcome) {
        return new Request(name, Method.PUT, path, body, outcome, null);
    }

    static Request post(String name, String path, XmlElement body, @Nullable Outcome outcome) {
        return new Request(name, Method.POST, path, body, outcome, null);
    }

    Request cceOnly(String why) {
        return new Request(name, method, path, body, outcome, why);
    }
}
