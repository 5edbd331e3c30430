package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.mri.message.NewTask;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.RegisterVariables;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrictWriterTest {
    private final MriCodec codec = MriCodec.of(MriDialect.ged125Like()).with(RegisterVariables.of(List.of("user.key")));

    private static NewTask.Builder task() {
        return NewTask.builder(5003, "8000").dialogue(1, 1);
    }

    private void refuses(NewTask.Builder task, String... words) {
        assertThatThrownBy(() -> codec.write(task.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void names_the_text_that_is_too_long() {
        codec.write(task().callVariable(3, "x".repeat(40)).build());
        refuses(task().callVariable(3, "x".repeat(41)), "CallVariable3", "41", "40");
        refuses(NewTask.builder(5003, "x".repeat(33)), "ScriptSelector", "33", "32");
        refuses(task().ecc("user.key", "x".repeat(211)), "user.key", "211", "210");
        refuses(task().applicationStrings("x".repeat(101), null), "ApplicationString1", "101");
    }

    @Test
    void names_the_text_that_cannot_be_sent_without_quoting_it() {
        assertThatThrownBy(() -> codec.write(task().callVariable(1, "J\u00F6rg").build()))
                .hasMessageContaining("CallVariable1")
                .hasMessageContaining("US-ASCII")
                .hasMessageNotContaining("rg");
        refuses(task().callVariable(10, "a\0b"), "CallVariable10", "NUL");
    }

    @Test
    void names_the_ecc_variable_that_is_not_registered() {
        refuses(task().ecc("user.other", "x"), "user.other", "not a registered ECC variable");
    }

    @Test
    void refuses_more_than_2000_bytes_of_ecc_variables_together() {
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "user." + i).toList();
        MriCodec all = MriCodec.of(MriDialect.ged125Like()).with(RegisterVariables.of(names));
        NewTask.Builder task = task();
        names.subList(0, 9).forEach(name -> task.ecc(name, "x".repeat(210)));
        // Nine values of 216 bytes with tag, length and ECC tag leave 56, so that 50 bytes of text fit, or 49 in an
        // array.
        all.write(task.ecc("user.9", "x".repeat(50)).build());
        assertThat(all.eccBytes(task.build().variables())).isEqualTo(MriCodec.MAX_ECC_BYTES);
        assertThatThrownBy(() -> all.write(task.ecc("user.9", "x".repeat(51)).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ECC variables")
                .hasMessageContaining("2001")
                .hasMessageContaining("2000");
        assertThatThrownBy(() -> all.write(task.ecc("user.9", "")
                        .eccElement("user.9", 1, "x".repeat(44))
                        .build()))
                .hasMessageContaining("ECC variables");
    }

    @Test
    void half_a_surrogate_pair_is_no_character() {
        refuses(task().callVariable(1, "a\uD83F"), "CallVariable1", "US-ASCII");
    }

    @Test
    void names_the_number_that_does_not_fit_its_field() {
        assertThatThrownBy(() -> MriCodec.of(Golden.direct()).write(new NewTaskFailure(1, 0, 0x1_0000)))
                .hasMessageContaining("ReasonCode")
                .hasMessageContaining("2 bytes");
    }

    @Test
    void ecc_variables_travel_as_pairs_in_name_value_mode() throws IOException {
        String text = Golden.text("/io/connects/mri/dialect/ged125-like.dialect");
        for (String kind : List.of("ecc-", "string")) {
            String changed = text.replace("= registered-tag ", "= name-value ");
            if (kind.equals("string")) {
                changed = changed.replace("ecc-name 32", "string 32").replace("ecc-value 210", "string 210");
            }
            MriCodec pairs = MriCodec.of(MriDialect.read(new StringReader(changed)));
            NewTask task = task().ecc("user.b", "two").ecc("user.a", "").build();
            assertThat(pairs.read(ByteBuffer.wrap(pairs.write(task)))).contains(task);
        }
    }
}
