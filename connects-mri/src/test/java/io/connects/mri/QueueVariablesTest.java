package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.TaskVariables;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueVariablesTest {
    private final QueueVariables variables = new QueueVariables("user.place", "callVariable3");

    private static RunScriptReq request(Map<Integer, String> callVariables, Map<String, String> ecc) {
        TaskVariables sent =
                TaskVariables.builder().callVariables(callVariables).ecc(ecc).build();
        return new RunScriptReq(1, 1, 7, "EWT", null, sent);
    }

    @Test
    void reads_a_place_and_seconds() {
        RunScriptReq request = request(Map.of(3, " 90 "), Map.of("user.place", "7"));
        assertThat(variables.read(request)).isEqualTo(new QueueReport(7, Duration.ofSeconds(90), request));
    }

    @Test
    void what_is_not_there_is_null_without_a_word() {
        try (var log = new LogRecorder(MriSession.class)) {
            RunScriptReq bare = request(Map.of(), Map.of("user.place", ""));
            assertThat(variables.read(bare)).isEqualTo(new QueueReport(null, null, bare));
            RunScriptReq full = request(Map.of(3, "90"), Map.of());
            assertThat(new QueueVariables(null, null).read(full)).isEqualTo(new QueueReport(null, null, full));
            assertThat(log.lines(Level.WARN)).isEmpty();
        }
    }

    @Test
    void what_is_no_number_is_null_and_told_once_without_the_text() {
        try (var log = new LogRecorder(MriSession.class)) {
            for (String text : new String[] {"soon", "-1", "1.5", "99999999999"}) {
                assertThat(variables.read(request(Map.of(3, text), Map.of())).expectedWait())
                        .isNull();
            }
            assertThat(log.lines(Level.WARN))
                    .containsExactly(
                            "callVariable3 of RUN_SCRIPT_REQ is no number (told once): look at the script, or at the settings");
        }
    }
}
