package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    @Test
    void reads_the_standard_dialect() {
        Dialect dialect = Dialect.standard();

        assertThat(dialect.name()).isEqualTo("ged125-like");
        assertThat(dialect.framing().subtypedBy()).isEqualTo(47);
        assertThat(dialect.framing().maxBodyBytes()).isEqualTo(4096);
        assertThat(dialect.floats())
                .containsEntry(
                        "CallVariable10", new Dialect.FloatRow("CallVariable10", 31, Dialect.FloatRow.Kind.STRING, 40));
        assertThat(dialect.reasons()).containsEntry("INVALID_MRD", 0x45L).hasSize(12);
        assertThat(dialect.causes()).containsExactly(Map.entry("QUEUE_TIMEOUT", new Dialect.Cause(10, true)));
    }

    @Test
    void comes_with_a_second_dialect() {
        assertThat(Dialect.builtIn("ged188-like").framing().subtypedBy()).isNull();
        assertThatThrownBy(() -> Dialect.builtIn("klingon")).hasMessageContaining("klingon");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "null-id              = 0xFFFFFFFF; null-id = many; not a number",
                "null-id              = 0xFFFFFFFF; no-id = 1; has no null-id",
                "null-id              = 0xFFFFFFFF; first-sequence = 2; given twice",
                "string-end           = none; string-end = maybe; does not know 'maybe'",
                "string-end           = none; string-end none; not of the form",
                "max-body-bytes       = 4096; max-body-bytes = 65537; must be from 1 to 65536",
                "send-charset         = US-ASCII; send-charset = Klingon; unknown charset",
                "task-framing         = subtyped 47; task-framing = subtyped; must be 'direct'",
                "task-framing         = subtyped 47; task-framing = direct; already a session message's",
                "EccValue             = 43 ecc-value 210; EccValue = 43 string 210; cannot be of this kind",
                "EccArray             = 44 ecc-array 210; EccArray = 44 ecc-name 210; cannot be of this kind",
                "QUEUE_TIMEOUT         = 0x0A expired; QUEUE_TIMEOUT = 10 temporary; must be 'number class'",
                "PG_OFFLINE            = 0x0B temporary; PG_OFFLINE = 0x0A temporary; already another row's",
                "RELEASE              = 20 : Cause u32; RELEASED = 20 : Cause u32; has no RELEASE",
                "script-result-ok     = 0; script-result-ok = yes; not a number",
                "OPEN_CONF            = 4 : InvokeID u32; OPEN_CONF = 4 InvokeID u32; must be 'NAME",
                "OPEN_CONF            = 4 : InvokeID u32; OPEN_CONF = 4 : InvokeID u64; does not know 'u64'",
                "OPEN_CONF            = 4 : InvokeID u32; OPEN_CONF = 5 : InvokeID u32; already another message's",
                "CallVariable1-10     = 22..31 string 40; CallVariable1-10 = 22..30 string 40; needs 10 tags",
                "Label                = 34 string 40; Label = 22 string 40; already another field's",
                "Label                = 34 string 40; Label = 34 number 40; does not know 'number'",
                "TIMEOUT               = 0x0A temporary; TIMEOUT = 10 sometimes; must be 'number class'",
                "[reasons]; [grounds]; not a key",
            })
    void names_the_fault_of_a_file(String good, String bad, String fault) throws IOException {
        String text = standard();
        assertThat(text).contains(good);

        assertThatThrownBy(() -> read(text.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dialect")
                .hasMessageContaining(fault);
    }

    @Test
    void refuses_a_file_that_does_not_end() {
        assertThatThrownBy(() -> Dialect.read(new InputStream() {
                    @Override
                    public int read() {
                        return '#';
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than");
    }

    private static String standard() throws IOException {
        try (InputStream file = Dialect.class.getResourceAsStream("/io/connects/mri/dialect/ged125-like.dialect")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Dialect read(String text) throws IOException {
        return Dialect.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
