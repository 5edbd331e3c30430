package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventStyleTest {
    private static final Notification EVENT = new Notification(
            "/n", Notification.Event.PUT, "/s", Element.of("user").child("state", "READY"), "r1");

    @Test
    void finesse_spells_methods_large_and_data_small() throws Exception {
        Element update = XmlReader.read(EVENT.payload(EventStyle.FINESSE));
        assertThat(update.name()).isEqualTo("Update");
        assertThat(update.textOf("event")).isEqualTo("PUT");
        assertThat(update.textOf("requestId")).isEqualTo("r1");
        assertThat(update.textOf("source")).isEqualTo("/s");
        assertThat(update.first("data").orElseThrow().textOf("user")).isEmpty();
        assertThat(update.first("data").orElseThrow().has("user")).isTrue();
    }

    @Test
    void the_other_style_is_the_other_way_round() throws Exception {
        Element update = XmlReader.read(EVENT.payload(EventStyle.OTHER));
        assertThat(update.textOf("event")).isEqualTo("put");
        assertThat(update.first("data").orElseThrow().has("User")).isTrue();
    }
}
