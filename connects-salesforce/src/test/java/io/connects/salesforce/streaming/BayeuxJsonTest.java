package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.connects.core.ProtocolViolationException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BayeuxJsonTest {
    private static final String GOOD = "[{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\"5\",\"advice\":"
            + "{\"reconnect\":\"retry\",\"interval\":0,\"timeout\":110000}},{\"channel\":\"/topic/X\",\"data\":{\"a\":[1]}}]";

    @Test
    void reads_messages() {
        var messages = BayeuxJson.messages(GOOD.getBytes(StandardCharsets.UTF_8));
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).isSuccessful()).isTrue();
        assertThat(messages.get(1).getDataAsMap()).containsKey("a");
    }

    @Test
    void refuses_every_prefix() {
        for (int length = 0; length < GOOD.length(); length++) {
            byte[] prefix = GOOD.substring(0, length).getBytes(StandardCharsets.UTF_8);
            assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> BayeuxJson.messages(prefix));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "{}",
                "[null]",
                "[7]",
                "[{}]",
                "[{\"channel\":7}]",
                "[{\"channel\":\"x\"}]",
                "[{\"channel\":\"/\"}]",
                "[{\"channel\":\"/meta/connect\",\"successful\":\"yes\"}]",
                "[{\"channel\":\"/meta/connect\",\"advice\":[]}]",
                "[{\"channel\":\"/meta/connect\",\"advice\":{\"reconnect\":\"later\"}}]",
                "[{\"channel\":\"/meta/connect\",\"advice\":{\"timeout\":\"long\"}}]",
                "[{\"channel\":\"/meta/connect\",\"advice\":{\"interval\":-1}}]",
                "[{\"channel\":\"/meta/connect\",\"advice\":{\"interval\":1e300}}]",
                "[{\"channel\":\"/meta/connect\",\"ext\":true}]",
                "[{\"channel\":\"/meta/handshake\",\"successful\":true}]",
                "[{\"channel\":\"/meta/subscribe\",\"subscription\":{}}]"
            })
    void refuses_what_would_break_the_client(String json) {
        assertThatExceptionOfType(ProtocolViolationException.class)
                .isThrownBy(() -> BayeuxJson.messages(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void survives_random_damage() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = GOOD.getBytes(StandardCharsets.UTF_8);
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                BayeuxJson.messages(damaged);
            } catch (ProtocolViolationException expected) {
                assertThat(expected.hex()).as("seed %d", seed).hasSizeLessThanOrEqualTo(128);
            }
        }
    }
}
