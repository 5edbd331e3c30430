package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of dialogue messages in docs/wire-mri.md against the dialect file. */
class MessageTableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NEW_TASK",
                "DO_THIS_WITH_TASK",
                "NEW_TASK_FAILURE",
                "RUN_SCRIPT_REQ",
                "RUN_SCRIPT_RESULT",
                "CANCEL",
                "RELEASE",
                "DIALOGUE_FAILURE_CONF",
                "EVENT_REPORT",
                "TERMINATE_DIALOGUE"
            })
    void has_a_row_with_number_and_confidence(String message) throws IOException {
        List<String> document = Files.readAllLines(Path.of("..", "docs", "wire-mri.md"));
        long number = MriDialect.ged125Like().layout(message).number();

        assertThat(document)
                .filteredOn(line -> line.startsWith("| " + message + " |"))
                .singleElement()
                .asString()
                .contains("| 47/" + number + " |")
                .containsPattern("\\| [^|]*(EXACT|PARTIAL|INFERRED|PLACEHOLDER)[^|]*\\|$");
    }
}
