package io.connects.salesforce.routing;

import io.connects.core.directory.SalesforceUser;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceRest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The users of an org who have something in the join field, and what they do in Omni-Channel. Thread-safe. */
public final class OrgUsers {
    /** A URL has a limit. */
    private static final int AT_ONCE = 200;

    private final SalesforceRest rest;
    private final String joinField;

    /** @param joinField API name of a text field of User that holds the login id at Cisco, such as {@code FederationIdentifier} */
    public OrgUsers(SalesforceRest rest, String joinField) {
        this.rest = rest;
        this.joinField = joinField;
    }

    /** Everybody whose join field is not empty, whether active or not. */
    public CompletableFuture<List<SalesforceUser>> joinable() {
        var fields = new LinkedHashSet<>(List.of("Id", "Username", "IsActive"));
        fields.add(joinField);
        return rest.query("SELECT " + String.join(", ", fields) + " FROM User WHERE " + joinField + " != null")
                .thenApply(users -> users.stream()
                        .map(user -> user(user, user.text(joinField)))
                        .toList());
    }

    /**
     * Those of these users whom there are, whatever their join field holds.
     *
     * @param joinValues what counts as their join value, by user id
     */
    public CompletableFuture<List<SalesforceUser>> of(Map<String, String> joinValues) {
        var ids = joinValues.keySet().stream().sorted().toList();
        CompletableFuture<List<SalesforceUser>> users = CompletableFuture.completedFuture(List.of());
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            String some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE)).stream()
                    .map(id -> "'" + SalesforceId.of(id) + "'")
                    .collect(Collectors.joining(", "));
            users = users.thenCompose(before -> rest.query(
                            "SELECT Id, Username, IsActive FROM User WHERE Id IN (" + some + ")")
                    .thenApply(found -> Stream.concat(
                                    before.stream(), found.stream().map(user -> user(user, joinValues.get(user.id()))))
                            .toList()));
        }
        return users;
    }

    private static SalesforceUser user(SObject user, @Nullable String joinValue) {
        return new SalesforceUser(
                user.id(),
                Objects.requireNonNullElse(joinValue, ""),
                Objects.requireNonNullElse(user.text("Username"), ""),
                user.isTrue("IsActive"));
    }

    /** The presence status of everybody who is signed in to Omni-Channel, by user id: its label, or its id where labels may not be read. */
    public CompletableFuture<Map<String, String>> statuses() {
        CompletableFuture<Map<String, String>> labels = rest.query("SELECT Id, MasterLabel FROM ServicePresenceStatus")
                .thenApply(found -> {
                    var labelOf = new HashMap<String, String>();
                    found.forEach(status ->
                            labelOf.put(status.id(), Objects.requireNonNullElse(status.text("MasterLabel"), "")));
                    return labelOf;
                });
        return labels.thenCompose(labelOf -> rest.query(
                        "SELECT UserId, ServicePresenceStatusId FROM UserServicePresence WHERE IsCurrentState = true")
                .thenApply(presences -> {
                    var statuses = new HashMap<String, String>();
                    presences.stream().map(UserServicePresence::new).forEach(presence -> {
                        String status = Objects.requireNonNullElse(presence.statusId(), "");
                        statuses.put(presence.userId(), labelOf.getOrDefault(status, status));
                    });
                    return statuses;
                }));
    }
}
