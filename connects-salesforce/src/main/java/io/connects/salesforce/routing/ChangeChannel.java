package io.connects.salesforce.routing;

import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceRest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A custom channel of Change Data Capture, as an org has it. Immutable.
 *
 * @param name with its {@code __chn}
 * @param record its id and type; empty when the org does not have it
 * @param members what it tells of
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_platformeventchannelmember.htm">PlatformEventChannelMember</a>
 */
public record ChangeChannel(String name, Optional<SObject> record, List<SObject> members) {
    /** Of which objects routing has to hear, by the names of their events. */
    public static final List<String> ENTITIES = List.of(event(PendingServiceRouting.TYPE), event(AgentWorkRecord.TYPE));

    private static final String TYPE = "PlatformEventChannel";
    private static final String MEMBER = "PlatformEventChannelMember";
    private static final String SUFFIX = "__chn";

    /** Fails as {@link SalesforceRest#query} does. */
    public static CompletableFuture<ChangeChannel> read(SalesforceRest rest, String name) {
        SalesforceRest tooling = rest.tooling();
        return tooling.query("SELECT Id, DeveloperName, ChannelType FROM " + TYPE + " WHERE DeveloperName = '"
                        + name.substring(0, name.length() - SUFFIX.length()) + "'")
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(new ChangeChannel(name, Optional.empty(), List.of()))
                        : tooling.query("SELECT Id, EventChannel, SelectedEntity, FilterExpression FROM " + MEMBER)
                                .thenApply(all -> of(name, found.get(0), all)));
    }

    /** Orgs tell a member's channel by its name or by its id, which has 15 or 18 characters. */
    private static ChangeChannel of(String name, SObject record, List<SObject> all) {
        String id = record.id().substring(0, 15);
        return new ChangeChannel(
                name,
                Optional.of(record),
                all.stream()
                        .filter(member -> {
                            String channel = Objects.toString(member.text("EventChannel"), "");
                            return channel.equals(name) || channel.startsWith(id);
                        })
                        .toList());
    }

    /** Creates the channel; gives its id. */
    public static CompletableFuture<String> create(SalesforceRest rest, String name) {
        return create(rest, TYPE, name, Map.of("channelType", "data", "label", "Connects"));
    }

    /** Has an existing channel tell of an object; gives the member's id. */
    public static CompletableFuture<String> createMember(SalesforceRest rest, String name, String entity) {
        return create(
                rest,
                MEMBER,
                name.replace(SUFFIX, "_chn_") + entity,
                Map.of("eventChannel", name, "selectedEntity", entity));
    }

    private static CompletableFuture<String> create(
            SalesforceRest rest, String type, String fullName, Map<String, ?> metadata) {
        return rest.tooling()
                .create(type, Map.of("FullName", fullName, "Metadata", metadata))
                .thenApply(id -> id.value());
    }

    /** The channel's type; routing needs {@code data}. */
    public Optional<String> type() {
        return record.map(known -> Objects.toString(known.text("ChannelType"), ""));
    }

    /** What the channel has of an object's events, such as {@code AgentWorkChangeEvent}. */
    public Optional<SObject> member(String entity) {
        return members.stream()
                .filter(member -> entity.equals(member.text("SelectedEntity")))
                .findFirst();
    }

    /** The filter of a member; empty when it has none or there is no such member. */
    public Optional<String> filter(String entity) {
        return member(entity).map(member -> member.text("FilterExpression")).filter(filter -> !filter.isBlank());
    }

    static String event(String object) {
        return object + "ChangeEvent";
    }
}
