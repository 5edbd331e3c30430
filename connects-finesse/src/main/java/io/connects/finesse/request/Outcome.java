package io.connects.finesse.request;

import io.connects.finesse.message.ApiErrors;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.Payload;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What tells that a request has happened, or has not. Request ids are echoed on best effort only, and not at all for media: so the object and the
 * state it should be in count too.
 *
 * @param object path of what is changed: requests for one object go one after another, and errors from this source are of the request
 * @param told whether a notification says that it has happened
 * @param readBack path to ask when nothing was told; null when nothing can be asked
 * @param holds whether what is there now shows that it has happened
 * @param harmless whether an error means that there was nothing to do
 */
public record Outcome(
        String object,
        Predicate<Notification> told,
        @Nullable String readBack,
        Predicate<Payload> holds,
        Predicate<ApiErrors> harmless) {
    public Outcome {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(told, "told");
        Objects.requireNonNull(holds, "holds");
        Objects.requireNonNull(harmless, "harmless");
    }

    /** Told by any change of the object after which this holds, and asked from the same path. */
    static Outcome state(String object, Predicate<Payload> holds) {
        return new Outcome(
                object,
                notification -> !notification.isRemoval()
                        && notification.source().equals(object)
                        && holds.test(notification.payload()),
                object,
                holds,
                errors -> false);
    }

    Outcome unless(Predicate<ApiErrors> nothingToDo) {
        return new Outcome(object, told, readBack, holds, nothingToDo);
    }
}
