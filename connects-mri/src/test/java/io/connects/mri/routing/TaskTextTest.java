package io.connects.mri.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.TaskRequest;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RegisterVariables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskTextTest {
    private static final MriDialect DIALECT = MriDialect.ged125Like();

    private static TaskText.Fitted fit(List<String> eccNames, String selector, Map<String, String> variables) {
        var texts = new TaskText(DIALECT, eccNames, text -> text.replace("\u00F6", "oe"));
        return texts.fit(new TaskRequest(5003, selector, null, null, variables));
    }

    @Test
    void transliterates_and_cuts_and_counts_what_changed() {
        TaskText.Fitted fitted = fit(
                List.of("user.key"),
                "x".repeat(40),
                Map.of("callVariable1", "J\u00F6rg", "callVariable2", "same", "user.key", "y".repeat(300)));
        assertThat(fitted.task().scriptSelector()).isEqualTo("x".repeat(32));
        assertThat(fitted.task().variables().callVariables()).isEqualTo(Map.of(1, "Joerg", 2, "same"));
        assertThat(fitted.task().variables().ecc()).isEqualTo(Map.of("user.key", "y".repeat(210)));
        assertThat(fitted.changed()).isEqualTo(3);
        assertThat(fitted.unknown()).isEmpty();
    }

    @Test
    void leaves_out_and_names_variables_that_it_does_not_know() {
        TaskText.Fitted fitted = fit(List.of(), "8000", Map.of("callVariable11", "x", "user.key", "y"));
        assertThat(fitted.unknown()).containsExactly("callVariable11", "user.key");
        assertThat(fitted.task()).isEqualTo(NewTask.builder(5003, "8000").build());
    }

    @Test
    void all_ecc_variables_together_take_2000_bytes_and_the_longest_are_cut() {
        List<String> names =
                IntStream.range(0, 12).mapToObj(i -> "user.text" + i).toList();
        var variables = new TreeMap<String, String>();
        names.forEach(name -> variables.put(name, "x".repeat(210)));
        variables.put("user.text9", "0JR000000000001:1");
        TaskText.Fitted fitted = fit(names, "8000", variables);
        assertThat(fitted.task().variables().ecc()).hasSize(12).containsEntry("user.text9", "0JR000000000001:1");
        assertThat(fitted.changed()).isEqualTo(11);
        MriCodec codec = MriCodec.of(DIALECT).with(RegisterVariables.of(names));
        int bytes = codec.bodyLength(fitted.task())
                - codec.bodyLength(NewTask.builder(5003, "8000").build());
        assertThat(bytes).isBetween(MriCodec.MAX_ECC_BYTES - 11, MriCodec.MAX_ECC_BYTES);
    }

    @Test
    void more_variables_than_fit_at_all_are_left_out_from_the_last() {
        List<String> names =
                IntStream.range(100, 600).mapToObj(i -> "user.n" + i).toList();
        var variables = new TreeMap<String, String>();
        names.forEach(name -> variables.put(name, "x"));
        TaskText.Fitted fitted = fit(names, "8000", variables);
        assertThat(fitted.task().variables().ecc().firstKey()).isEqualTo("user.n100");
        assertThat(fitted.task().variables().ecc().size()).isBetween(280, 333);
        assertThat(fitted.changed()).isPositive();
    }
}
