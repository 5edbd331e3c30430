package io.connects.simulators.finesse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to the REST interface whose user is known.
 *
 * @param path behind {@code /finesse/api}, in parts
 * @param query its parameters
 * @param given the body; null for none
 */
record ApiCall(
        PairCore core,
        Request request,
        String method,
        List<String> path,
        Map<String, String> query,
        @Nullable Element given) {

    Agent user() {
        return request.user();
    }

    boolean isGet() {
        return method.equals("GET");
    }

    /** A part of the path, counted from 0. */
    String part(int index) {
        return path.get(index);
    }

    /** The body. */
    Element body() {
        if (given == null) {
            throw ErrorType.BAD_REQUEST.of("no body");
        }
        return given;
    }

    /** A child of the body that has to be there and not empty. */
    String required(String name) {
        String text = body().textOf(name);
        if (text.isEmpty()) {
            throw ErrorType.PARAMETER_MISSING.of(name);
        }
        return text;
    }

    Optional<String> optional(String name) {
        String text = body().textOf(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    void require(String... methods) {
        if (!List.of(methods).contains(method)) {
            throw ErrorType.METHOD_NOT_ALLOWED.of(method);
        }
    }

    /** The user of a path, who is the one who asks; administrators read anybody. */
    Agent ownOrReadable(int index) {
        Agent target = target(index);
        if (target != user() && !(isGet() && user().config.administrator())) {
            throw ErrorType.INVALID_USER.of(part(index));
        }
        return target;
    }

    Agent target(int index) {
        return core.agent(part(index)).orElseThrow(() -> ErrorType.USER_NOT_FOUND.of(part(index)));
    }

    static int number(String text, ErrorType otherwise) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw otherwise.of(text);
        }
    }
}
