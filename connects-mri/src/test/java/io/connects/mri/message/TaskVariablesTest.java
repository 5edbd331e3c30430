package io.connects.mri.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.mri.message.TaskVariables.EccElement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskVariablesTest {
    private static final TaskVariables ALL = TaskVariables.builder()
            .callVariable(10, "ten")
            .callVariable(1, "one")
            .ecc("user.b", "B")
            .ecc("user.a", "")
            .ecc("user.c", "C")
            .eccElement("user.list", 254, "last")
            .eccElement("user.list", 0, "first")
            .eccElement("user.ids", 3, "x")
            .build();

    @Test
    void gives_back_what_was_collected_in_order() {
        assertThat(ALL.callVariables()).containsExactly(Map.entry(1, "one"), Map.entry(10, "ten"));
        assertThat(ALL.callVariable(1)).isEqualTo("one");
        assertThat(ALL.callVariable(2)).isNull();
        assertThat(ALL.ecc())
                .containsExactly(Map.entry("user.a", ""), Map.entry("user.b", "B"), Map.entry("user.c", "C"));
        assertThat(ALL.ecc("user.a")).isEmpty();
        assertThat(ALL.ecc("user.c")).isEqualTo("C");
        assertThat(ALL.ecc("user.d")).isNull();
        assertThat(ALL.eccArrays())
                .isEqualTo(Map.of("user.list", Map.of(0, "first", 254, "last"), "user.ids", Map.of(3, "x")));
        assertThat(ALL.eccElements())
                .containsExactly(
                        new EccElement("user.ids", 3, "x"),
                        new EccElement("user.list", 0, "first"),
                        new EccElement("user.list", 254, "last"));
    }

    @Test
    void equal_variables_are_equal_in_whatever_order_they_came() {
        TaskVariables same = TaskVariables.builder(3)
                .eccArrays(ALL.eccArrays())
                .ecc("user.c", "C")
                .ecc("user.b", "before")
                .ecc(ALL.ecc())
                .callVariables(ALL.callVariables())
                .callVariable(5, "")
                .build();
        assertThat(same).isEqualTo(ALL).hasSameHashCodeAs(ALL);
        assertThat(TaskVariables.builder().addAll(ALL).build()).isEqualTo(ALL);
        assertThat(TaskVariables.builder()
                        .addAll(ALL)
                        .eccElement("user.ids", 3, "y")
                        .build())
                .isNotEqualTo(ALL);
    }

    @Test
    void an_empty_call_variable_is_none() {
        assertThat(TaskVariables.builder().callVariable(4, "").build()).isSameAs(TaskVariables.NONE);
        assertThat(TaskVariables.builder()
                        .callVariable(4, "x")
                        .callVariable(4, "")
                        .build())
                .isSameAs(TaskVariables.NONE);
    }

    @Test
    void what_was_built_does_not_change_with_its_builder() {
        TaskVariables.Builder builder = TaskVariables.builder(1)
                .callVariable(1, "one")
                .ecc("user.b", "B")
                .eccElement("user.list", 0, "first");
        TaskVariables before = builder.build();
        builder.callVariable(1, "two").ecc("user.a", "A").eccElement("user.list", 0, "second");
        assertThat(before.callVariable(1)).isEqualTo("one");
        assertThat(before.ecc()).isEqualTo(Map.of("user.b", "B"));
        assertThat(before.eccElements()).containsExactly(new EccElement("user.list", 0, "first"));
        assertThat(builder.build().ecc()).isEqualTo(Map.of("user.a", "A", "user.b", "B"));
    }

    @Test
    void tells_names_but_no_texts() {
        assertThat(ALL)
                .hasToString("TaskVariables[callVariables=[1, 10], ecc=[user.a, user.b, user.c], "
                        + "eccArrays={user.ids=[3], user.list=[0, 254]}]");
        assertThat(new EccElement("user.ids", 3, "Anna")).hasToString("EccElement[name=user.ids, index=3]");
    }

    @Test
    void knows_whether_all_texts_are_ascii() {
        assertThat(ALL.isAscii()).isTrue();
        assertThat(ALL.isAscii()).isTrue();
        for (String other : new String[] {"J\u00F6rg", "a\0b", "\u0141", "\u007F\u0080"}) {
            assertThat(TaskVariables.builder().callVariable(3, other).build().isAscii())
                    .isFalse();
            assertThat(TaskVariables.builder().ecc("user.a", other).build().isAscii())
                    .isFalse();
            assertThat(TaskVariables.builder()
                            .eccElement("user.a", 0, other)
                            .build()
                            .isAscii())
                    .isFalse();
        }
    }

    @Test
    void refuses_numbers_and_indexes_out_of_range() {
        assertThatThrownBy(() -> TaskVariables.builder().callVariable(11, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callVariables")
                .hasMessageContaining("11");
        assertThatThrownBy(() -> TaskVariables.builder().eccElement("user.a", 255, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("index")
                .hasMessageContaining("255");
    }
}
