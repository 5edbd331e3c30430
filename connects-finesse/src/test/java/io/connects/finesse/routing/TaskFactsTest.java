package io.connects.finesse.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.TaskId;
import io.connects.core.routing.TaskLifecycle;
import io.connects.finesse.codec.DialogXml;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.Fact;
import io.connects.finesse.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskFactsTest {
    private final List<String> told = new ArrayList<>();
    private final TaskFacts facts = new TaskFacts(new TaskLifecycle.Listener() {
        @Override
        public void started(TaskId task) {
            told.add(task + " started");
        }

        @Override
        public void ended(TaskId task, String disposition) {
            told.add(task + " ended " + disposition);
        }
    });

    private static Dialog dialog(String id, String mediaId, String state, String disposition) {
        String xml = "<Dialog><id>" + id + "</id><state>" + state + "</state><mediaProperties><mediaId>" + mediaId
                + "</mediaId>"
                + (disposition.isEmpty() ? "" : "<dispositionCode>" + disposition + "</dispositionCode>")
                + "</mediaProperties></Dialog>";
        return DialogXml.read(new XmlReader(10_000).read(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Dialog task(String state) {
        return dialog("151635_312_1", "5001", state, "");
    }

    private void changed(String before, String now) {
        facts.fact(new Fact.DialogChanged("1001", task(before), task(now)));
    }

    @Test
    void a_task_starts_once_and_ends_with_its_disposition() {
        facts.fact(new Fact.DialogAdded("1001", task("OFFERED")));
        changed("OFFERED", "ACCEPTED");
        assertThat(told).isEmpty();
        changed("ACCEPTED", "ACTIVE");
        changed("ACTIVE", "PAUSED");
        changed("PAUSED", "ACTIVE");
        facts.fact(new Fact.DialogRemoved("1001", dialog("151635_312_1", "5001", "CLOSED", "CD_NORMAL_END_TASK")));

        assertThat(told).containsExactly("151635:312:1 started", "151635:312:1 ended CD_NORMAL_END_TASK");
    }

    @Test
    void a_task_that_is_found_under_way_has_started() {
        facts.fact(new Fact.DialogAdded("1001", task("WRAPPING_UP")));
        facts.fact(new Fact.DialogRemoved("1001", task("WRAPPING_UP")));

        assertThat(told)
                .as("without a disposition the last state tells how it ended")
                .containsExactly("151635:312:1 started", "151635:312:1 ended WRAPPING_UP");
    }

    @Test
    void a_task_that_rings_out_ends_without_having_started() {
        facts.fact(new Fact.DialogAdded("1001", task("OFFERED")));
        facts.fact(new Fact.DialogRemoved("1001", dialog("151635_312_1", "5001", "CLOSED", "CD_RING_NO_ANSWER")));

        assertThat(told).containsExactly("151635:312:1 ended CD_RING_NO_ANSWER");
    }

    @Test
    void calls_are_no_tasks() {
        facts.fact(new Fact.DialogAdded("1001", dialog("16777217", "1", "ACTIVE", "")));
        facts.fact(new Fact.DialogRemoved("1001", dialog("16777217", "1", "DROPPED", "")));

        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "16777217", "1_2", "1_2_3_4", "a_2_3", "1_2_3000000000"})
    void a_name_of_another_form_is_passed_over(String id) {
        assertThat(TaskFacts.taskId(id)).isEmpty();
        facts.fact(new Fact.DialogAdded("1001", dialog(id, "5001", "ACTIVE", "")));

        assertThat(told).isEmpty();
    }
}
