package io.connects.finesse.xmpp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JidTest {
    @Test
    void local_part_and_domain_are_in_lower_case_and_the_resource_is_as_it_is() {
        Jid jid = Jid.parse("JDoe@Finesse.Example.com/Desk/Top@1");
        assertThat(jid).isEqualTo(new Jid("jdoe", "finesse.example.com", "Desk/Top@1"));
        assertThat(jid).hasToString("jdoe@finesse.example.com/Desk/Top@1");
        assertThat(jid.bare()).hasToString("jdoe@finesse.example.com");
        assertThat(jid.bare().withResource("x")).hasToString("jdoe@finesse.example.com/x");
        assertThat(Jid.parse("finesse.example.com")).isEqualTo(new Jid("", "finesse.example.com", ""));
    }

    /** Of XEP-0106, section 5, and what is not there. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "space cadet,space\\20cadet",
                "call me \"ishmael\",call\\20me\\20\\22ishmael\\22",
                "at&t guy,at\\26t\\20guy",
                "d'artagnan,d\\27artagnan",
                "/.fanboy,\\2f.fanboy",
                "::foo::,\\3a\\3afoo\\3a\\3a",
                "<foo>,\\3cfoo\\3e",
                "user@host,user\\40host",
                "c:\\net,c\\3a\\net",
                "c:\\cool stuff,c\\3a\\cool\\20stuff",
                "c:\\5commas,c\\3a\\5c5commas",
                "\\3and\\2is\\5cool,\\5c3and\\2is\\5c5cool",
                "1001,1001"
            })
    void login_ids_are_escaped_and_come_back(String loginId, String local) {
        Jid jid = Jid.ofLoginId(loginId, "example.com");
        assertThat(jid.local()).isEqualTo(local);
        assertThat(jid.loginId()).isEqualTo(loginId);
        assertThat(Jid.parse(jid.toString())).isEqualTo(jid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a@", "a b@c", "a@b c", "a@b@c", "a@b/\u0000", "a'b@c", "a@b/\uD800", "/x"})
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> Jid.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void too_long_a_part_is_refused_by_name() {
        String much = "x".repeat(1024);
        assertThatThrownBy(() -> new Jid(much, "b", "")).hasMessageContaining("local");
        assertThatThrownBy(() -> new Jid("a", much, "")).hasMessageContaining("domain");
        assertThatThrownBy(() -> new Jid("a", "b", much)).hasMessageContaining("resource");
    }
}
