package io.connects.core.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.connects.core.presence.PresenceEffect.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Reads decisions.json; a field that the format does not know is a fault of the file. */
final class Vectors {
    static final long MILLI = 1_000_000;

    private final JsonNode file;

    Vectors() throws IOException {
        try (InputStream in = PresenceRules.class.getResourceAsStream("decisions.json")) {
            file = JsonMapper.builder().build().readTree(Objects.requireNonNull(in, "decisions.json"));
        }
        if (file.get("format").intValue() != 1) {
            throw new IllegalStateException("format: must be 1");
        }
    }

    List<JsonNode> all() {
        return list(file.get("vectors"));
    }

    PresenceRules rules(JsonNode vector) {
        only(vector, "name", "mode", "table", "events");
        return new PresenceRules(
                table(file.get("tables").get(vector.get("table").textValue())),
                new PresenceOptions(
                        PresenceMode.valueOf(vector.get("mode").textValue()),
                        Duration.ofMillis(file.get("answerWithin").longValue()),
                        Duration.ofMillis(file.get("unknownKept").longValue())));
    }

    static PresenceTable table(JsonNode json) {
        only(json, "available", "busy", "offline", "notReady", "leads");
        var table = PresenceTable.builder(
                json.get("available").textValue(),
                json.get("busy").textValue(),
                json.get("offline").textValue());
        json.get("notReady")
                .properties()
                .forEach(row -> table.notReady(
                        Integer.parseInt(row.getKey()), row.getValue().textValue()));
        json.get("leads").properties().forEach(row -> table.leads(row.getKey(), state(row.getValue())));
        return table.build();
    }

    static PresenceEvent event(JsonNode json) {
        only(json, "at", "cisco", "omni", "refused", "delayed", "tick", "effects", "deadline");
        if (json.has("cisco")) {
            JsonNode cisco = json.get("cisco");
            only(cisco, "state", "reasonCode", "pending", "changed");
            AgentState pending = cisco.has("pending")
                    ? AgentState.valueOf(cisco.get("pending").textValue())
                    : null;
            Integer code = cisco.has("reasonCode") ? cisco.get("reasonCode").intValue() : null;
            var state = new CiscoState(AgentState.of(cisco.get("state").textValue()), code);
            return new PresenceEvent.CiscoReported(state, pending, changed(cisco));
        } else if (json.has("omni")) {
            JsonNode omni = json.get("omni");
            only(omni, "status", "changed");
            return new PresenceEvent.OmniReported(omni.get("status").textValue(), changed(omni));
        } else if (json.has("refused")) {
            return new PresenceEvent.WriteRefused(
                    json.get("refused").get("write").longValue());
        } else if (json.has("delayed")) {
            return new PresenceEvent.WriteDelayed(
                    json.get("delayed").get("write").longValue());
        }
        only(json.get("tick"));
        return new PresenceEvent.Tick();
    }

    static List<PresenceEffect> effects(JsonNode json) {
        return list(json.path("effects")).stream().map(Vectors::effect).toList();
    }

    private static PresenceEffect effect(JsonNode json) {
        only(json, "setCisco", "setOmni", "show");
        if (json.has("show")) {
            return new PresenceEffect.Show(view(json.get("show")));
        }
        boolean cisco = json.has("setCisco");
        JsonNode set = json.get(cisco ? "setCisco" : "setOmni");
        only(set, "write", "state", "reasonCode", "status", "origin", "changed", "expires");
        long write = set.get("write").longValue();
        var origin = new Origin(Side.valueOf(set.get("origin").textValue()), changed(set));
        long expires = set.get("expires").longValue() * MILLI;
        return cisco
                ? new PresenceEffect.SetCisco(write, state(set), origin, expires)
                : new PresenceEffect.SetOmni(write, set.get("status").textValue(), origin, expires);
    }

    private static PresenceView view(JsonNode json) {
        only(json, "kind", "overlay", "pendingCisco", "pendingOmni", "cause");
        return new PresenceView(
                PresenceView.Kind.valueOf(json.get("kind").textValue()),
                json.has("overlay") ? AgentState.valueOf(json.get("overlay").textValue()) : null,
                json.has("pendingCisco") ? state(json.get("pendingCisco")) : null,
                json.path("pendingOmni").textValue(),
                json.has("cause") ? PresenceView.Cause.valueOf(json.get("cause").textValue()) : null);
    }

    private static CiscoState state(JsonNode json) {
        return new CiscoState(
                AgentState.valueOf(json.get("state").textValue()),
                json.has("reasonCode") ? json.get("reasonCode").intValue() : null);
    }

    private static Instant changed(JsonNode json) {
        return json.has("changed") ? Instant.ofEpochMilli(json.get("changed").longValue()) : null;
    }

    private static List<JsonNode> list(JsonNode array) {
        var list = new ArrayList<JsonNode>();
        array.forEach(list::add);
        return list;
    }

    private static void only(JsonNode json, String... names) {
        Set<String> known = Set.of(names);
        for (Iterator<String> fields = json.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!known.contains(field)) {
                throw new IllegalStateException(String.format(Locale.ROOT, "unknown field %s in %s", field, json));
            }
        }
    }
}
