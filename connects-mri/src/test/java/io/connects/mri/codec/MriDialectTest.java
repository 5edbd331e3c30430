package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MriDialectTest {
    private static final String TEXT = Golden.text("/io/connects/mri/dialect/ged125-like.dialect");

    private static MriDialect read(String text) throws IOException {
        return MriDialect.read(new StringReader(text));
    }

    @Test
    void the_dialect_of_this_library_reads() {
        MriDialect dialect = MriDialect.ged125Like();
        assertThat(dialect.name()).isEqualTo("ged125-like");
        assertThat(dialect.eccMode()).isEqualTo(EccMode.REGISTERED_TAG);
        assertThat(dialect.maxBodyBytes()).isEqualTo(4096);
        assertThat(dialect.maxTextBytes("ScriptSelector")).isEqualTo(32);
        assertThat(dialect.maxTextBytes("CallVariable1-10")).isEqualTo(40);
        assertThat(dialect.idleTimeout(20_000)).contains(Duration.ofSeconds(20));
        assertThat(dialect.idleTimeout(0xFFFF_FFFFL)).isEmpty();
        assertThat(dialect.reason(0x12)).contains(new MriDialect.Reason("NO_SCRIPT", true));
        assertThat(dialect.reason(0x0B)).contains(new MriDialect.Reason("PG_OFFLINE", false));
        assertThat(dialect.reason(0x7777)).isEmpty();
        assertThat(dialect.routingAfterOpen()).isTrue();
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '~',
            value = {
                "= big-endian ~ = little-endian ~ byte-order",
                "= 4096 ~ = 65537 ~ max-body-bytes",
                "= subtyped 47 ~ = subtyped x ~ task-framing",
                "= subtyped 47 ~ = subtyped 5 ~ HEARTBEAT_REQ: its number belongs to task-framing",
                "= subtyped 47 ~ = direct ~ NEW_TASK: its number belongs to HEARTBEAT_REQ",
                "DialogueID u32, ~ '' ~ lacks the field DialogueID",
                "= US-ASCII ~ = EBCDIC-NONE ~ no such charset",
                "= US-ASCII ~ = UTF-16LE ~ send-charset: not a charset in which ASCII is ASCII",
                "= ISO-8859-1 ~ = IBM037 ~ read-charset: not a charset in which ASCII is ASCII",
                "PreferredAgent i32 ~ PreferredAgent u16 ~ PreferredAgent cannot be of type u16: it cannot hold null-id, 4294967295",
                "SkillGroupSkillTargetID i32 ~ SkillGroupSkillTargetID u8 ~ cannot hold null-id",
                "SendSeqNo u32 ~ SendSeqNo u32, PreferredAgent u16 ~ dialogue-header: PreferredAgent cannot be of type u16",
                "CallVarsMask u16 ~ CallVarsMask u8 ~ CallVarsMask cannot be of type u8: it cannot hold all call variables, 1023",
                "5 : MRDomainID i32 ~ 5 : MRDomainId i32 ~ lacks the field MRDomainID",
                "PreviousTask taskid ~ PreviousTask i32 ~ PreviousTask cannot be of type i32",
                "ReasonCode u32 ~ ReasonCode u64 ~ not a field of the form",
                "CiscoReserved u32 ~ CiscoReserved u8 = 256 ~ cannot be the constant",
                "Reason u32 ~ Reason u32, Reason u32 ~ twice",
                "= 22..31 string ~ = 22..30 string ~ 10 tags in a row",
                "= 32 string 32 ~ = 31 string 32 ~ its tag belongs to CallVariable1-10",
                "= 32 string 32 ~ = 300 string 32 ~ float-tag-bytes",
                "= 43 ecc-value 210 ~ = 43 ecc-value 252 ~ takes up to 256 bytes",
                "= 43 ecc-value 210 ~ = 43 string 210 ~ must be of the kind ecc-value",
                "= 0x0A temporary ~ = 0x0A sometimes ~ `temporary` or `permanent`",
                "= 0x0A temporary ~ = 0x05 temporary ~ its number belongs to another row",
                "null-id  ~ nil-id  ~ missing: [framing] null-id",
                "null-id  ~ nil-id  ~ nil-id: unknown key",
                "null-id  ~ byte-order  ~ is there twice",
                "[floats] ~ [flots] ~ missing: [floats] Text",
                "byte-order           = big-endian        | INFERRED ~ byte-order = big-endian | SURE ~ the confidence must be",
                "byte-order           = ~ byte-order ~ not a row of the form",
            })
    void refuses_a_faulty_file(String row, String fault, String expected) {
        String changed = TEXT.replace(row, fault);
        assertThat(changed).isNotEqualTo(TEXT);
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void refuses_fields_that_cannot_hold_the_numbers_of_the_dialect_itself() {
        String changed = TEXT.replace("SendSeqNo u32", "SendSeqNo u16")
                .replaceFirst("first-sequence +=", "first-sequence = 65536 | PARTIAL #")
                .replace("ResultCode u32", "ResultCode u8")
                .replaceFirst("script-result-ok +=", "script-result-ok = 256 | PLACEHOLDER #");
        assertThatThrownBy(() -> read(changed))
                .hasMessageContaining("SendSeqNo cannot be of type u16: it cannot hold first-sequence, 65536")
                .hasMessageContaining("ResultCode cannot be of type u8: it cannot hold script-result-ok, 256");
    }

    @Test
    void takes_narrow_fields_that_hold_the_null_id_and_charsets_that_keep_ascii() throws IOException {
        String changed = TEXT.replaceFirst("= 0xFFFFFFFF", "= 0xFFFF")
                .replace("SkillGroupSkillTargetID i32", "SkillGroupSkillTargetID u16")
                .replace("CallVarsMask u16", "CallVarsMask u8 = 0xFF")
                .replace("= ISO-8859-1", "= UTF-8")
                .replace("= US-ASCII", "= windows-1252");
        assertThat(read(changed).name()).isEqualTo("ged125-like");
    }

    @Test
    void lists_every_fault_with_its_line() {
        String changed = TEXT.replace("= 4096 ", "= lots ").replace("= 34 string 40", "= 34 text 40");
        int first = lineOf(changed, "= lots");
        int second = lineOf(changed, "= 34 text");
        assertThatThrownBy(() -> read(changed))
                .hasMessageContaining("line " + first + ": max-body-bytes: must be a number from 1024 to 65536")
                .hasMessageContaining("line " + second + ": Label: cannot be of the kind text");
    }

    private static int lineOf(String text, String part) {
        return (int) text.substring(0, text.indexOf(part)).lines().count();
    }

    @Test
    void refuses_a_file_without_end() {
        assertThatThrownBy(() -> read("#\n".repeat(20_000))).hasMessageContaining("too long");
    }
}
