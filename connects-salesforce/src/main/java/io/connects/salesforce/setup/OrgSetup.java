package io.connects.salesforce.setup;

import io.connects.core.PeerRefusedException;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.routing.ChangeChannel;
import io.connects.salesforce.routing.ExternalRoutingOptions;
import io.connects.salesforce.routing.FeedKind;
import io.connects.salesforce.routing.OrgCheck;
import io.connects.salesforce.routing.PendingServiceRouting;
import io.connects.salesforce.routing.PushTopic;
import io.connects.salesforce.setup.Step.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Makes what routing needs in an org and does not find there: PushTopics, or the channel of Change Data Capture with its members, and the object of
 * guarded assignments with a permission set for the user. What exists is never changed. Immutable and thread-safe; may be repeated.
 *
 * <p>Fails as {@link SalesforceRest} does when the org cannot be asked, and with {@code WRONG_ORG} before anything is created when the
 * login leads to another org than the options expect. What Salesforce refuses is a step of its own.
 */
public final class OrgSetup {
    private final SalesforceRest rest;
    private final ExternalRoutingOptions options;
    private final OrgCheck org;
    private final GuardObject guard;

    /** @param client stays the caller's */
    public OrgSetup(SalesforceClient client, ExternalRoutingOptions options) {
        this.rest = client.rest();
        this.options = options;
        this.org = new OrgCheck(client, options);
        this.guard = new GuardObject(client);
    }

    /** How everything stands; nothing is created. */
    public CompletableFuture<List<Step>> plan() {
        return run(false);
    }

    /** Creates what is missing. */
    public CompletableFuture<List<Step>> carryOut() {
        return run(true);
    }

    private CompletableFuture<List<Step>> run(boolean create) {
        return org.verify().thenCompose(right -> parts(create));
    }

    private CompletableFuture<List<Step>> parts(boolean create) {
        var parts = new ArrayList<Supplier<CompletableFuture<List<Step>>>>();
        if (options.feed() == FeedKind.PUSH_TOPIC) {
            parts.add(() -> orRefused("PushTopics", () -> topics(create)));
        } else if (options.feed() == FeedKind.CHANGE_EVENTS) {
            parts.add(() -> orRefused("channel " + options.changeChannel(), () -> channel(create)));
        }
        if (options.guardedAssignment()) {
            parts.add(() -> (create ? guard.carryOut() : guard.look()).thenApply(List::of));
        }
        return InTurn.all(parts, Supplier::get);
    }

    private static CompletableFuture<List<Step>> orRefused(
            String what, Supplier<CompletableFuture<List<Step>>> question) {
        return InTurn.orRefused(question, refusal -> List.of(refused(what, refusal)));
    }

    private static Step refused(String what, PeerRefusedException refusal) {
        return new Step(what, State.REFUSED, Objects.toString(refusal.getMessage(), refusal.code()));
    }

    private CompletableFuture<List<Step>> topics(boolean create) {
        return rest.describe(PendingServiceRouting.TYPE)
                .thenCompose(psr -> InTurn.all(
                        PushTopic.of(options, psr),
                        topic -> orRefused("PushTopic " + topic.name(), () -> topic(topic, create))));
    }

    private CompletableFuture<List<Step>> topic(PushTopic topic, boolean create) {
        String what = "PushTopic " + topic.name();
        return rest.query(topic.lookup()).thenCompose(found -> {
            if (!found.isEmpty()) {
                String has = found.get(0).text("Query");
                return one(
                        topic.sameQuery(has)
                                ? new Step(what, State.THERE, "")
                                : new Step(what, State.DIFFERS, "its query is " + has + ", expected " + topic.query()));
            }
            return create
                    ? rest.version()
                            .thenCompose(version -> rest.create(PushTopic.TYPE, topic.fields(version)))
                            .thenApply(id -> List.of(new Step(what, State.CREATED, id.value())))
                    : one(new Step(what, State.MISSING, topic.toString()));
        });
    }

    private CompletableFuture<List<Step>> channel(boolean create) {
        return ChangeChannel.read(rest, options.changeChannel())
                .thenCompose(found -> channel(found, create)
                        .thenCompose(first -> InTurn.all(
                                        ChangeChannel.ENTITIES,
                                        entity -> orRefused(member(entity), () -> member(found, entity, create)))
                                .thenApply(more -> {
                                    var all = new ArrayList<>(List.of(first));
                                    all.addAll(more);
                                    return List.copyOf(all);
                                })));
    }

    private CompletableFuture<Step> channel(ChangeChannel found, boolean create) {
        String what = "channel " + found.name();
        if (found.type().isPresent()) {
            String type = found.type().get();
            return CompletableFuture.completedFuture(
                    "data".equalsIgnoreCase(type)
                            ? new Step(what, State.THERE, "")
                            : new Step(what, State.DIFFERS, "its type is " + type + ", expected data"));
        }
        return create
                ? ChangeChannel.create(rest, found.name()).thenApply(id -> new Step(what, State.CREATED, id))
                : CompletableFuture.completedFuture(new Step(what, State.MISSING, ""));
    }

    private static String member(String entity) {
        return "channel member " + entity;
    }

    private CompletableFuture<List<Step>> member(ChangeChannel found, String entity, boolean create) {
        String what = member(entity);
        Optional<String> filter = found.filter(entity);
        if (filter.isPresent()) {
            return one(new Step(what, State.DIFFERS, "it is filtered by " + filter.get() + ", expected no filter"));
        }
        if (found.member(entity).isPresent()) {
            return one(new Step(what, State.THERE, ""));
        }
        return create
                ? ChangeChannel.createMember(rest, found.name(), entity)
                        .thenApply(id -> List.of(new Step(what, State.CREATED, id)))
                : one(new Step(what, State.MISSING, ""));
    }

    private static CompletableFuture<List<Step>> one(Step step) {
        return CompletableFuture.completedFuture(List.of(step));
    }
}
