package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.core.directory.SalesforceUser;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceRest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The users of an org who have something in the join field, and what they do in Omni-Channel. Thread-safe. */
public final class OrgUsers {
    /** A URL has a limit. */
    private static final int AT_ONCE = 200;

    /** The status of somebody whose status may not be read. */
    private static final String SIGNED_IN = "signed in";

    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");
    private static final List<String> OF_EVERY_USER = List.of("Id", "Username", "IsActive");

    private final SalesforceRest rest;
    private final String joinField;

    /**
     * @param joinField API name, in any case, of a text field of User that holds the login id at Cisco, such as {@code FederationIdentifier}
     * @throws IllegalArgumentException when it cannot be the name of a field
     */
    public OrgUsers(SalesforceRest rest, String joinField) {
        if (!FIELD.matcher(joinField).matches()) {
            throw new IllegalArgumentException(
                    "joinField: must be the API name of a field of User, was '" + joinField + "'");
        }
        this.rest = rest;
        this.joinField = joinField;
    }

    /** Everybody whose join field is not empty, whether active or not. */
    public CompletableFuture<List<SalesforceUser>> joinable() {
        var fields = new ArrayList<>(OF_EVERY_USER);
        if (OF_EVERY_USER.stream().noneMatch(joinField::equalsIgnoreCase)) {
            fields.add(joinField);
        }
        return rest.query(Soql.select(fields, "User", joinField + " != null"))
                .thenApply(users ->
                        users.stream().map(user -> user(user, joinValue(user))).toList());
    }

    /** Salesforce takes names of fields in any case, but answers in its own. */
    private @Nullable String joinValue(SObject user) {
        return user.fields().keySet().stream()
                .filter(joinField::equalsIgnoreCase)
                .findFirst()
                .map(user::text)
                .orElse(null);
    }

    /**
     * Those of these users whom there are, whatever their join field holds.
     *
     * @param joinValues what counts as their join value, by user id
     * @throws IllegalArgumentException when a key is no id
     */
    public CompletableFuture<List<SalesforceUser>> of(Map<String, String> joinValues) {
        var valueOf = new TreeMap<String, String>();
        joinValues.forEach((id, value) -> valueOf.put(SalesforceId.of(id).value(), value));
        var ids = List.copyOf(valueOf.keySet());
        CompletableFuture<List<SalesforceUser>> users = CompletableFuture.completedFuture(List.of());
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            String soql = Soql.select(
                    OF_EVERY_USER, "User", Soql.idIn(ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
            users = users.thenCompose(before -> rest.query(soql)
                    .thenApply(found -> Stream.concat(
                                    before.stream(), found.stream().map(user -> user(user, valueOf.get(user.id()))))
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

    /**
     * The presence status of everybody who is signed in to Omni-Channel, by user id: its label, its id where labels may not be read, or {@code signed in}
     * where that may not be read either. Fails with a {@link PeerRefusedException} when UserServicePresence may not be read.
     */
    public CompletableFuture<Map<String, String>> statuses() {
        return labels().thenCompose(labelOf -> rest.query(Soql.select(
                        List.of("UserId", "ServicePresenceStatusId"),
                        UserServicePresence.TYPE,
                        "IsCurrentState = true"))
                .thenApply(presences -> {
                    var statuses = new HashMap<String, String>();
                    presences.stream().map(UserServicePresence::new).forEach(presence -> {
                        String status = presence.statusId();
                        statuses.put(
                                presence.userId(), status == null ? SIGNED_IN : labelOf.getOrDefault(status, status));
                    });
                    return statuses;
                }));
    }

    /** Of presence statuses, by id; none where they may not be read. */
    private CompletableFuture<Map<String, String>> labels() {
        return rest.query("SELECT Id, MasterLabel FROM ServicePresenceStatus")
                .thenApply(found -> {
                    Map<String, String> labelOf = new HashMap<>();
                    found.forEach(status -> {
                        String label = status.text("MasterLabel");
                        if (label != null && !label.isBlank()) {
                            labelOf.put(status.id(), label);
                        }
                    });
                    return labelOf;
                })
                .exceptionallyCompose(failure -> failure instanceof CompletionException wrapped
                                && wrapped.getCause() instanceof PeerRefusedException refusal
                                && !refusal.retryable()
                        ? CompletableFuture.completedFuture(Map.of())
                        : CompletableFuture.failedFuture(failure));
    }
}
