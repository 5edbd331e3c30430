package io.connects.simulators.salesforce;

import io.connects.simulators.salesforce.ChangeChannels.Member;
import io.connects.simulators.salesforce.ObjectType.Field;
import io.connects.simulators.salesforce.ObjectType.Kind;
import io.connects.simulators.salesforce.SoqlQuery.Condition;
import io.connects.simulators.salesforce.StreamEvent.Draft;
import io.connects.simulators.salesforce.Transaction.Change;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Change Data Capture: which changes of a transaction become which events of which channels. Records of one object that changed in the same way
 * share an event. Confined to the org's thread. Public source: Change Data Capture Developer Guide.
 */
final class ChangeFeed {
    static final String HEADER = "ChangeEventHeader";
    private static final String OVERFLOW = "GAP_OVERFLOW";
    private static final String NO_RECORD = "000000000000000AAA";
    private static final Set<String> UNTOLD = Set.of("Id", "IsDeleted", "SystemModstamp");
    private final Schema schema;
    private final RecordStore store;
    private final SoqlEvaluator soql;
    private final ChangeChannels channels;
    private final OrgFaults faults;
    private final int maxChanges;
    private long commits;

    ChangeFeed(
            Schema schema,
            RecordStore store,
            SoqlEvaluator soql,
            ChangeChannels channels,
            OrgFaults faults,
            int maxChanges) {
        this.schema = schema;
        this.store = store;
        this.soql = soql;
        this.channels = channels;
        this.faults = faults;
        this.maxChanges = maxChanges;
    }

    /** What happened to a record; equal for records that share an event. A field of an update without value was emptied. */
    private record What(String object, String type, Map<String, @Nullable Object> fields) {}

    /** A transaction as its events' headers tell of it. */
    private record Commit(long number, Instant at, String user) {}

    List<Draft> drafts(List<Change> changes, Instant now) {
        List<Member> members = changes.isEmpty() ? List.of() : channels.members();
        if (members.isEmpty()) {
            return List.of();
        }
        Map<What, List<Change>> groups = new LinkedHashMap<>();
        Set<What> overflows = new LinkedHashSet<>();
        int told = 0;
        for (Change change : net(changes)) {
            String object = subject(change).type();
            if (members.stream().noneMatch(member -> member.object().equals(object))) {
                continue;
            }
            if (told == maxChanges) {
                overflows.add(new What(object, OVERFLOW, Map.of()));
            } else {
                told++;
                groups.computeIfAbsent(what(change), w -> new ArrayList<>()).add(change);
            }
        }
        Commit commit = commit(now);
        var drafts = new ArrayList<Draft>();
        int sequence = 0;
        for (Map.Entry<What, List<Change>> group : groups.entrySet()) {
            What what = group.getKey();
            What said = faults.nextChangeIsGap() ? new What(what.object(), "GAP_" + what.type(), Map.of()) : what;
            sequence++;
            tell(members, said, group.getValue(), commit, sequence, drafts);
        }
        for (What overflow : overflows) {
            sequence++;
            tell(members, overflow, List.of(), commit, sequence, drafts);
        }
        return drafts;
    }

    List<Draft> overflow(String object, Instant now) {
        var drafts = new ArrayList<Draft>();
        tell(channels.members(), new What(object, OVERFLOW, Map.of()), List.of(), commit(now), 1, drafts);
        return drafts;
    }

    private Commit commit(Instant now) {
        commits = Math.max(commits + 1, now.toEpochMilli() * 1000);
        String user = store.all("User").stream().findFirst().map(Row::id).orElse(NO_RECORD);
        return new Commit(commits, now, user);
    }

    /** One change for each record, from before the transaction to after it; none for a record that came and went. */
    private static List<Change> net(List<Change> changes) {
        Map<String, Change> net = new LinkedHashMap<>();
        for (Change change : changes) {
            net.merge(subject(change).id(), change, (first, last) -> new Change(first.before(), last.after()));
        }
        return net.values().stream()
                .filter(change -> change.before().isPresent() || change.after().isPresent())
                .toList();
    }

    private static Row subject(Change change) {
        return change.after().or(change::before).orElseThrow();
    }

    private What what(Change change) {
        Row subject = subject(change);
        if (change.after().isEmpty()) {
            return new What(subject.type(), "DELETE", Map.of());
        }
        Row before = change.before().orElse(null);
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (Field field : schema.require(subject.type()).fields().values()) {
            Object value = subject.get(field.name());
            boolean changed = before == null ? value != null : !Objects.equals(before.get(field.name()), value);
            if (changed && !UNTOLD.contains(field.name())) {
                fields.put(field.name(), wire(field, value));
            }
        }
        return new What(subject.type(), before == null ? "CREATE" : "UPDATE", fields);
    }

    private static @Nullable Object wire(Field field, @Nullable Object value) {
        return field.kind() == Kind.DATETIME && value instanceof String text ? text.replace("+0000", "Z") : value;
    }

    private void tell(
            List<Member> members, What what, List<Change> changes, Commit commit, int sequence, List<Draft> drafts) {
        List<String> ids = what.type().equals(OVERFLOW)
                ? List.of(NO_RECORD)
                : changes.stream().map(change -> subject(change).id()).toList();
        Map<String, @Nullable Object> plain = payload(what, what, ids, commit, sequence);
        for (Member member : members) {
            if (!member.object().equals(what.object())) {
                continue;
            }
            if (member.any().isEmpty() || what.type().equals(OVERFLOW)) {
                drafts.add(new Draft(member.channel(), what.type(), ids, plain));
                continue;
            }
            Map<What, List<String>> enriched = new LinkedHashMap<>();
            for (Change change : changes) {
                if (passes(member, what, subject(change))) {
                    enriched.computeIfAbsent(enriched(member, what, subject(change)), w -> new ArrayList<>())
                            .add(subject(change).id());
                }
            }
            enriched.forEach((rich, some) -> drafts.add(
                    new Draft(member.channel(), what.type(), some, payload(rich, what, some, commit, sequence))));
        }
    }

    /** A condition on a field holds in no event without fields: a filtered member does not tell of deletion. */
    private boolean passes(Member member, What what, Row subject) {
        boolean hasFields = what.type().equals("CREATE") || what.type().equals("UPDATE");
        return member.any().stream()
                .anyMatch(all -> all.stream().allMatch(condition -> {
                    if (isOfHeader(condition)) {
                        return SoqlEvaluator.holds(condition, headerValue(condition, what));
                    }
                    return hasFields && SoqlEvaluator.holds(condition, soql.value(subject, condition.path()));
                }));
    }

    private static boolean isOfHeader(Condition condition) {
        return condition.path().get(0).equals(HEADER);
    }

    private static @Nullable Object headerValue(Condition condition, What what) {
        return switch (String.join(".", condition.path())) {
            case HEADER + ".changeType" -> what.type();
            case HEADER + ".entityName" -> what.object();
            default -> null;
        };
    }

    /** The event with the fields that the member's filter names, if they have a value. */
    private What enriched(Member member, What what, Row subject) {
        if (!what.type().equals("UPDATE")) {
            return what;
        }
        var fields = new LinkedHashMap<>(what.fields());
        for (List<Condition> all : member.any()) {
            for (Condition condition : all) {
                Field field = isOfHeader(condition)
                        ? null
                        : schema.require(what.object()).field(condition.path().get(0));
                if (field != null && subject.get(field.name()) != null) {
                    fields.putIfAbsent(field.name(), wire(field, subject.get(field.name())));
                }
            }
        }
        return new What(what.object(), what.type(), fields);
    }

    private static Map<String, @Nullable Object> payload(
            What what, What changed, List<String> ids, Commit commit, int sequence) {
        boolean update = changed.type().equals("UPDATE");
        var header = new LinkedHashMap<String, Object>();
        header.put("entityName", what.object());
        header.put("recordIds", ids);
        header.put("changeType", what.type());
        header.put("changeOrigin", "");
        header.put("transactionKey", key("transaction " + commit.number()).toString());
        header.put("sequenceNumber", (long) sequence);
        header.put("commitTimestamp", commit.at().toEpochMilli());
        header.put("commitNumber", commit.number());
        header.put("commitUser", commit.user());
        header.put("changedFields", update ? List.copyOf(changed.fields().keySet()) : List.of());
        header.put(
                "nulledFields",
                changed.fields().entrySet().stream()
                        .filter(field -> field.getValue() == null)
                        .map(Map.Entry::getKey)
                        .toList());
        header.put("diffFields", List.of());
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put(HEADER, header);
        payload.putAll(what.fields());
        return payload;
    }

    private static UUID key(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** An opaque id, the same for every event of an object. */
    static String schemaId(Map<String, @Nullable Object> payload) {
        String entity = payload.get(HEADER) instanceof Map<?, ?> header ? String.valueOf(header.get("entityName")) : "";
        UUID id = key("schema " + entity);
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
