package io.connects.finesse;

import io.connects.core.ConnectsException;
import io.connects.finesse.internal.engine.PendingRequests;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.request.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends the requests of a session and completes them on their outcome. Owned by the session's serial executor. */
final class RequestRunner {
    private final PendingRequests pending;
    private final LongSupplier nanos;
    private final Supplier<FinesseRest> rest;
    private final Supplier<@Nullable SystemInfo> system;
    private final Executor serial;
    private final Consumer<Request> happened;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private long requests;

    private record Waiting(Request request, CompletableFuture<Void> future) {}

    /**
     * @param rest of the node in use
     * @param system how it is, as far as that is known
     * @param serial the owner
     * @param happened is told of requests that have happened
     */
    RequestRunner(
            Duration deadline,
            LongSupplier nanos,
            Supplier<FinesseRest> rest,
            Supplier<@Nullable SystemInfo> system,
            Executor serial,
            Consumer<Request> happened) {
        this.pending = new PendingRequests(deadline, deadline.dividedBy(4));
        this.nanos = nanos;
        this.rest = rest;
        this.system = system;
        this.serial = serial;
        this.happened = happened;
    }

    void submit(Request request, CompletableFuture<Void> future) {
        long number = ++requests;
        waiting.put(number, new Waiting(request, future));
        perform(pending.submit(number, request, now()));
    }

    void told(Notification notification) {
        perform(pending.told(notification, now()));
    }

    void resynced() {
        perform(pending.resynced());
    }

    void tick() {
        perform(pending.tick(now()));
    }

    void close(ConnectsException why) {
        perform(pending.close(why));
        waiting.values().forEach(left -> left.future().completeExceptionally(why));
        waiting.clear();
    }

    OptionalLong nextDeadline() {
        return pending.nextDeadline();
    }

    private void perform(List<PendingRequests.Effect> effects) {
        for (PendingRequests.Effect effect : effects) {
            if (effect instanceof PendingRequests.Effect.Send send) {
                send(send.number(), send.request());
            } else if (effect instanceof PendingRequests.Effect.Look look) {
                look(look.number(), look.path());
            } else if (effect instanceof PendingRequests.Effect.Done done) {
                Waiting ended = waiting.remove(done.number());
                if (ended != null) {
                    happened.accept(ended.request());
                    ended.future().complete(null);
                }
            } else if (effect instanceof PendingRequests.Effect.Failed failed) {
                Waiting ended = waiting.remove(failed.number());
                if (ended != null) {
                    ended.future().completeExceptionally(failed.why());
                }
            }
        }
    }

    private void send(long number, Request request) {
        var unused = rest.get()
                .send(request, PendingRequests.id(number), system.get())
                .whenComplete((accepted, failure) -> serial.execute(() -> perform(
                        failure == null
                                ? pending.accepted(number, now())
                                : pending.failed(number, FinesseSession.known(request.name(), failure), now()))));
    }

    private void look(long number, String path) {
        var unused = rest.get()
                .read()
                .payload(path)
                .whenComplete((payload, failure) ->
                        serial.execute(() -> perform(pending.looked(number, failure == null ? payload : null, now()))));
    }

    private long now() {
        return nanos.getAsLong();
    }
}
