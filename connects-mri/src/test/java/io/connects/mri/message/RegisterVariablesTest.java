package io.connects.mri.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegisterVariablesTest {
    @Test
    void are_by_ascending_tag_whatever_the_order_of_the_map_given() {
        var descending = new TreeMap<Integer, String>(Comparator.reverseOrder());
        descending.putAll(Map.of(1, "user.a", 2, "user.b", 3, "user.c"));

        var message = new RegisterVariables(RegisterVariables.ALL_CALL_VARIABLES, descending);

        assertThat(message.variables().comparator()).isNull();
        assertThat(message.variables())
                .containsExactly(Map.entry(1, "user.a"), Map.entry(2, "user.b"), Map.entry(3, "user.c"));
    }
}
