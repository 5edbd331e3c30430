package io.connects.finesse.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ProtocolViolationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlTest {
    private static final XmlReader READER = new XmlReader(1_000_000);

    private static XmlElement read(String xml) {
        XmlElement fromBytes = READER.read(xml.getBytes(StandardCharsets.UTF_8));
        assertThat(READER.read(xml)).isEqualTo(fromBytes);
        return fromBytes;
    }

    @Test
    void reads_elements_attributes_and_text_by_their_local_names() {
        XmlElement user = read(
                "<?xml version='1.0'?><f:User xmlns:f='urn:f' xml:lang='en'>\n  <state>READY</state><!-- so -->\n <a b='1 &amp; 2'/></f:User>");
        assertThat(user.name()).isEqualTo("User");
        assertThat(user.namespace()).isEqualTo("urn:f");
        assertThat(user.attribute("xml:lang")).isEqualTo("en");
        assertThat(user.text()).isEmpty();
        assertThat(user.childText("state")).isEqualTo("READY");
        assertThat(user.child("a").orElseThrow().attribute("b")).isEqualTo("1 & 2");
        assertThat(user.childText("missing")).isEmpty();
        assertThat(user.child("missing")).isEmpty();
    }

    @Test
    void unescapes_text_once_and_puts_its_pieces_together() {
        assertThat(read("<n>&lt;a&gt;<![CDATA[&lt;b&gt;]]>&amp;lt;<!-- x -->c&#10;</n>")
                        .text())
                .isEqualTo("<a>&lt;b&gt;&lt;c\n");
    }

    @Test
    void keeps_white_space_that_is_the_text() {
        assertThat(read("<label> \n</label>").text()).isEqualTo(" \n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "no xml",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a b='1' b='2'/>",
                "<a>&unknown;</a>",
                "<a>&#0;</a>",
                "<a>\u0001</a>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
                "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
                "<html><p>unclosed</html>"
            })
    void refuses_what_is_not_one_well_formed_document_without_a_dtd(String xml) {
        assertThatThrownBy(() -> READER.read(xml)).isInstanceOf(ProtocolViolationException.class);
        assertThatThrownBy(() -> READER.read(xml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void refuses_a_billion_laughs_before_the_first() {
        var dtd = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            dtd.append("<!ENTITY l" + i + " \"&l" + (i - 1) + ";&l" + (i - 1) + ";\">");
        }
        assertThatThrownBy(() -> READER.read(dtd + "]><l>&l29;</l>")).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void refuses_an_external_entity_without_opening_it() {
        assertThatThrownBy(() -> READER.read("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>"))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void refuses_nesting_beyond_its_limit() {
        assertThat(read("<a>".repeat(XmlReader.MAX_DEPTH) + "</a>".repeat(XmlReader.MAX_DEPTH))
                        .name())
                .isEqualTo("a");
        assertThatThrownBy(() -> READER.read("<a>".repeat(10_000) + "</a>".repeat(10_000)))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void refuses_more_than_its_size_and_tells_only_the_beginning() {
        String huge = "<a>" + "x".repeat(2_000_000) + "</a>";
        assertThatThrownBy(() -> READER.read(huge))
                .isInstanceOfSatisfying(
                        ProtocolViolationException.class,
                        e -> assertThat(e.hex()).hasSize(128));
        assertThatThrownBy(() -> READER.read(huge.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void refuses_invalid_utf_8() {
        assertThatThrownBy(() -> READER.read(new byte[] {'<', 'a', '>', (byte) 0xC3, '(', '<', '/', 'a', '>'}))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void every_beginning_of_a_document_is_refused() {
        String whole = "<User a='1'><state>READY</state><x>&amp;</x></User>";
        for (int i = 0; i < whole.length(); i++) {
            String part = whole.substring(0, i);
            assertThatThrownBy(() -> READER.read(part), part).isInstanceOf(ProtocolViolationException.class);
        }
    }

    @Test
    void random_bytes_end_in_an_element_or_a_refusal() {
        byte[] good = "<User a='1'><state>READY</state><x>&amp;&#65;</x></User>".getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            byte[] bad = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(READER.read(bad).name()).as("seed %d", seed).isNotEmpty();
            } catch (ProtocolViolationException e) {
                assertThat(e).as("seed %d", seed).isNotNull();
            }
        }
    }

    @Test
    void what_is_written_reads_the_same() {
        XmlElement element = XmlElement.named("message", "jabber:client")
                .attribute("to", "a'\"<&>b")
                .add("body", "</body><x/>&amp;\u00e4\n\t")
                .add(XmlElement.named("event", "urn:event")
                        .add(XmlElement.of("none", List.of()))
                        .build())
                .addIfSet("left", null)
                .build();
        assertThat(read(XmlWriter.write(element))).isEqualTo(element);
    }

    @Test
    void text_never_becomes_markup() {
        for (int seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append("<>&'\"]!-/x;=? ".charAt(random.nextInt(14)));
            }
            XmlElement element = new XmlElement("a", "", Map.of("b", text.toString()), "x" + text, List.of());
            assertThat(read(XmlWriter.write(element))).as("seed %d", seed).isEqualTo(element);
        }
    }

    @Test
    void a_character_that_xml_cannot_carry_is_refused_by_name() {
        assertThatThrownBy(() -> XmlWriter.write(XmlElement.text("reason", "a\u0000b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reason");
        assertThatThrownBy(() -> XmlWriter.write(XmlElement.text("reason", "a\uFFFEb")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
