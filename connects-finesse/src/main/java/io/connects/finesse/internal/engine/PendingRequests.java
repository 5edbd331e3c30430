package io.connects.finesse.internal.engine;

import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.PeerRefusedException;
import io.connects.finesse.message.ApiErrors;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.Payload;
import io.connects.finesse.request.Outcome;
import io.connects.finesse.request.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Requests whose outcome is awaited. Of one object one is under way at a time, because Finesse works so. An outcome is told by the request's id, by
 * the object being as it should, by an error from the object, or by looking when nothing was told. Not thread-safe.
 */
public final class PendingRequests {
    private final Duration deadline;
    private final Duration lookAfter;
    private final Map<String, Deque<Pending>> byObject = new LinkedHashMap<>();
    private final Map<Long, Pending> byNumber = new LinkedHashMap<>();

    /**
     * @param deadline for an outcome, from the moment of sending
     * @param lookAfter how long nothing may be told before the object is looked at
     */
    public PendingRequests(Duration deadline, Duration lookAfter) {
        this.deadline = deadline;
        this.lookAfter = lookAfter;
    }

    /** What is to be done. */
    public sealed interface Effect {
        /** Send it; then say {@link #accepted} or {@link #failed}. */
        record Send(long number, Request request) implements Effect {}

        /** Read what is at the path; then say {@link #looked}. */
        record Look(long number, String path) implements Effect {}

        /** It has happened. */
        record Done(long number) implements Effect {}

        /** It has not happened, or nobody knows. */
        record Failed(long number, ConnectsException why) implements Effect {}
    }

    private static final class Pending {
        private final long number;
        private final Request request;
        private final Outcome outcome;
        private long deadline;
        private long look = Long.MAX_VALUE;
        private boolean lastLook;
        private boolean accepted;

        private Pending(long number, Request request, Outcome outcome) {
            this.number = number;
            this.request = request;
            this.outcome = outcome;
        }
    }

    /** @param number unique for ever; the request's id is {@link #id} of it */
    public List<Effect> submit(long number, Request request, long now) {
        Outcome outcome = request.outcome();
        if (outcome == null) {
            return List.of(new Effect.Send(number, request));
        }
        var pending = new Pending(number, request, outcome);
        byNumber.put(number, pending);
        Deque<Pending> queue = byObject.computeIfAbsent(outcome.object(), object -> new ArrayDeque<>());
        queue.add(pending);
        return queue.size() == 1 ? send(pending, now) : List.of();
    }

    /** The request id of a request. */
    public static String id(long number) {
        return "connects-" + number;
    }

    private List<Effect> send(Pending pending, long now) {
        pending.deadline = now + deadline.toNanos();
        return List.of(new Effect.Send(pending.number, pending.request));
    }

    /** Finesse has taken it. */
    public List<Effect> accepted(long number, long now) {
        Pending pending = byNumber.get(number);
        if (pending == null) {
            return List.of(new Effect.Done(number));
        }
        pending.accepted = true;
        pending.look = now + lookAfter.toNanos();
        return List.of();
    }

    /** It could not be sent, or Finesse refused it at once. When nobody knows whether it arrived, its outcome is still awaited. */
    public List<Effect> failed(long number, ConnectsException why, long now) {
        Pending pending = byNumber.get(number);
        if (pending == null) {
            return List.of(new Effect.Failed(number, why));
        }
        if (why instanceof NoAnswerException) {
            pending.look = now;
            return tick(now);
        }
        return end(pending, new Effect.Failed(number, why), now);
    }

    /** A notification. */
    public List<Effect> told(Notification notification, long now) {
        List<Effect> effects = new ArrayList<>();
        for (Deque<Pending> queue : List.copyOf(byObject.values())) {
            Pending first = queue.peek();
            if (first != null) {
                Effect effect = effectOf(notification, first);
                if (effect != null) {
                    effects.addAll(end(first, effect, now));
                }
            }
        }
        return effects;
    }

    private static @Nullable Effect effectOf(Notification notification, Pending pending) {
        boolean isOurs = notification.requestId().equals(id(pending.number));
        if (notification.payload() instanceof ApiErrors errors) {
            boolean isOfUs = isOurs
                    || (notification.requestId().isEmpty()
                            && notification.source().equals(pending.outcome.object()));
            if (!isOfUs) {
                return null;
            }
            return pending.outcome.harmless().test(errors)
                    ? new Effect.Done(pending.number)
                    : new Effect.Failed(
                            pending.number,
                            new PeerRefusedException(pending.request.name(), errors.type(), errors.words(), false));
        }
        return isOurs || pending.outcome.told().test(notification) ? new Effect.Done(pending.number) : null;
    }

    /** What was found when it was looked at; null when that failed. */
    public List<Effect> looked(long number, @Nullable Payload payload, long now) {
        Pending pending = byNumber.get(number);
        if (pending == null) {
            return List.of();
        }
        if (payload != null && pending.outcome.holds().test(payload)) {
            return end(pending, new Effect.Done(number), now);
        }
        return pending.lastLook ? end(pending, unanswered(pending), now) : List.of();
    }

    private Effect unanswered(Pending pending) {
        return new Effect.Failed(
                pending.number,
                new NoAnswerException(
                        pending.request.name() + ": Finesse took it and told no outcome within " + deadline.toSeconds()
                                + " s",
                        null));
    }

    /** Everything was read anew, after notifications may have been missed: what is accepted and has no outcome is looked at, and not waited for. */
    public List<Effect> resynced() {
        List<Effect> effects = new ArrayList<>();
        for (Pending pending : byNumber.values()) {
            String path = pending.outcome.readBack();
            if (isUnderWay(pending) && pending.accepted && path != null) {
                effects.add(new Effect.Look(pending.number, path));
            }
        }
        return effects;
    }

    /** Time has passed. */
    public List<Effect> tick(long now) {
        List<Effect> effects = new ArrayList<>();
        for (Pending pending : List.copyOf(byNumber.values())) {
            if (!isUnderWay(pending)) {
                continue;
            }
            String path = pending.outcome.readBack();
            if (now - pending.deadline >= 0) {
                if (path == null || pending.lastLook) {
                    effects.addAll(end(pending, unanswered(pending), now));
                } else {
                    pending.lastLook = true;
                    pending.deadline = now + lookAfter.toNanos();
                    pending.look = Long.MAX_VALUE;
                    effects.add(new Effect.Look(pending.number, path));
                }
            } else if (pending.look != Long.MAX_VALUE && now - pending.look >= 0) {
                pending.look = Long.MAX_VALUE;
                if (path != null) {
                    effects.add(new Effect.Look(pending.number, path));
                }
            }
        }
        return effects;
    }

    private boolean isUnderWay(Pending pending) {
        return Objects.equals(queue(pending).peek(), pending);
    }

    private Deque<Pending> queue(Pending pending) {
        return Objects.requireNonNull(byObject.get(pending.outcome.object()), "queue");
    }

    /** When {@link #tick} is due. */
    public OptionalLong nextDeadline() {
        return byNumber.values().stream()
                .filter(this::isUnderWay)
                .mapToLong(pending -> pending.look == Long.MAX_VALUE || pending.look - pending.deadline > 0
                        ? pending.deadline
                        : pending.look)
                .reduce((a, b) -> a - b < 0 ? a : b);
    }

    private List<Effect> end(Pending pending, Effect effect, long now) {
        List<Effect> effects = new ArrayList<>();
        effects.add(effect);
        byNumber.remove(pending.number);
        Deque<Pending> queue = queue(pending);
        queue.remove(pending);
        Pending next = queue.peek();
        if (next == null) {
            byObject.remove(pending.outcome.object());
        } else {
            effects.addAll(send(next, now));
        }
        return effects;
    }

    /** Ends all, because the session has ended. */
    public List<Effect> close(ConnectsException why) {
        List<Effect> effects = new ArrayList<>();
        byNumber.keySet().forEach(number -> effects.add(new Effect.Failed(number, why)));
        byNumber.clear();
        byObject.clear();
        return effects;
    }
}
