package io.connects.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every vector of decisions.json, and whether the file covers what it should. */
class DecisionsTest {
    private final Vectors vectors = new Vectors();

    DecisionsTest() throws IOException {}

    @TestFactory
    Stream<DynamicTest> decides() {
        return vectors.all().stream()
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").textValue(), () -> decides(vector)));
    }

    private void decides(JsonNode vector) {
        PresenceRules rules = vectors.rules(vector);
        for (JsonNode event : vector.get("events")) {
            long now = event.get("at").longValue() * Vectors.MILLI;
            assertThat(rules.on(Vectors.event(event), now)).as("%s", event).isEqualTo(Vectors.effects(event));
            if (event.has("deadline")) {
                JsonNode deadline = event.get("deadline");
                assertThat(rules.nextDeadline())
                        .as("deadline after %s", event)
                        .isEqualTo(
                                deadline.isNull()
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(deadline.longValue() * Vectors.MILLI));
            }
        }
    }

    @Test
    void the_vectors_meet_every_mode_state_kind_and_cause() {
        List<JsonNode> all = vectors.all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(40);
        assertThat(all.stream().map(vector -> vector.get("name").textValue())).doesNotHaveDuplicates();
        Set<PresenceMode> modes = EnumSet.noneOf(PresenceMode.class);
        Set<AgentState> states = EnumSet.noneOf(AgentState.class);
        Set<PresenceView.Kind> kinds = EnumSet.noneOf(PresenceView.Kind.class);
        Set<PresenceView.Cause> causes = EnumSet.noneOf(PresenceView.Cause.class);
        Set<Class<?>> types = new HashSet<>();
        for (JsonNode vector : all) {
            modes.add(PresenceMode.valueOf(vector.get("mode").textValue()));
            for (JsonNode json : vector.get("events")) {
                PresenceEvent event = Vectors.event(json);
                types.add(event.getClass());
                if (event instanceof PresenceEvent.CiscoReported report) {
                    states.add(report.cisco().state());
                }
                for (PresenceEffect effect : Vectors.effects(json)) {
                    types.add(effect.getClass());
                    if (effect instanceof PresenceEffect.Show show) {
                        kinds.add(show.view().kind());
                        if (show.view().cause() != null) {
                            causes.add(show.view().cause());
                        }
                    }
                }
            }
        }
        assertThat(modes).containsExactly(PresenceMode.values());
        assertThat(states).containsExactly(AgentState.values());
        assertThat(kinds).containsExactly(PresenceView.Kind.values());
        assertThat(causes).containsExactly(PresenceView.Cause.values());
        assertThat(types).hasSize(5 + 3);
    }
}
