package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileReplayStoreTest {
    private static final String ORG = "00D000000000001EAA";
    private static final Map<String, ReplayId> POSITIONS =
            Map.of("/topic/A", new ReplayId(17), "/data/B__chn", new ReplayId(-2), "/topic/C?F=v", new ReplayId(3));

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("position");
    }

    private FileReplayStore store() {
        return new FileReplayStore(file());
    }

    private Map<String, ReplayId> load(String org) {
        return store().load(org).toCompletableFuture().join();
    }

    private void save() {
        assertThat(store().save(ORG, POSITIONS).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
    }

    private void refuses(String org, String why) {
        assertThat(store().load(org).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(IOException.class)
                .withMessageContaining(why);
    }

    @Test
    void gives_back_what_was_saved_last() {
        assertThat(load(ORG)).isEmpty();
        assertThat(store().save(ORG, Map.of("/topic/Z", new ReplayId(1))).toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(5));
        save();
        assertThat(load(ORG)).isEqualTo(POSITIONS);
        assertThat(folder.toFile().list()).containsExactly("position");
    }

    @Test
    void refuses_positions_of_another_org() {
        save();
        refuses("00D000000000002EAA", "is of the org " + ORG);
    }

    @Test
    void refuses_every_part_of_a_file() throws IOException {
        save();
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            refuses(ORG, "position ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connects replay positions 1\norg 00D000000000001EAA\nx /topic/A\nend\n",
                "connects replay positions 1\norg 00D000000000001EAA\n9999999999999999999 /topic/A\nend\n",
                "connects replay positions 1\nwhose\nend\n",
                "connects replay positions 2\norg 00D000000000001EAA\nend\n"
            })
    void refuses_what_is_no_position(String content) throws IOException {
        Files.writeString(file(), content);
        refuses(ORG, "position ");
    }

    @Test
    void refuses_what_is_too_long_or_no_text() throws IOException {
        Files.write(file(), new byte[300_000]);
        refuses(ORG, "longer than");
        Files.write(file(), new byte[] {(byte) 0xC0, 0});
        refuses(ORG, "is not text");
    }

    @Test
    void survives_random_bytes() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            byte[] start = "connects replay positions 1\n".getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
            }
            Files.write(file(), bytes);
            refuses(ORG, "position ");
        }
    }

    @Test
    void reads_whatever_it_saves() {
        var odd = Map.of("/topic/X?Name=a b", new ReplayId(Long.MAX_VALUE), "/u/" + "y".repeat(900), new ReplayId(-2));
        assertThat(store().save(ORG, odd).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(load(ORG)).isEqualTo(odd);
    }

    @Test
    void keeps_what_is_there_rather_than_save_what_it_could_not_read() {
        save();
        for (String channel : List.of("/topic/a\nb", "topic", "/" + "y".repeat(2_000))) {
            assertThat(store().save(ORG, Map.of(channel, new ReplayId(1))).toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(5));
        }
        assertThat(load(ORG)).isEqualTo(POSITIONS);
    }

    @Test
    void says_when_it_cannot_save() {
        var nowhere = new FileReplayStore(folder.resolve("missing").resolve("position"));
        assertThat(nowhere.save(ORG, POSITIONS).toCompletableFuture()).failsWithin(Duration.ofSeconds(5));
    }
}
