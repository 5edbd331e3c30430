package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
    @Test
    void what_is_written_is_read_again() throws Exception {
        Element element = Element.of("a", "urn:one")
                .attribute("key", "\"<&>'")
                .add(Element.of("b", "urn:two").text("x < y & z > \"q\""));
        Element again = XmlReader.read(element.toString());
        assertThat(again.namespace()).isEqualTo("urn:one");
        assertThat(again.attribute("key")).isEqualTo("\"<&>'");
        assertThat(again.first("b").orElseThrow().namespace()).isEqualTo("urn:two");
        assertThat(again.textOf("b")).isEqualTo("x < y & z > \"q\"");
    }

    @Test
    void an_escaped_document_inside_a_document_survives() throws Exception {
        String inner = Element.of("Update").child("label", "a & b").toString();
        Element outer = XmlReader.read(Element.of("n").text(inner).toString());
        assertThat(XmlReader.read(outer.text()).textOf("label")).isEqualTo("a & b");
    }

    @Test
    void control_characters_do_not_break_what_is_written() throws Exception {
        assertThat(XmlReader.read(Element.of("a").text("b\u0001c").toString()).text())
                .isEqualTo("b c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
                "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>",
                "<a>&unknown;</a>"
            })
    void hostile_or_broken_text_is_refused(String text) {
        assertThatThrownBy(() -> XmlReader.read(text)).isInstanceOf(XmlReader.NotXml.class);
    }

    @Test
    void depth_number_and_size_have_limits() {
        assertThatThrownBy(() -> XmlReader.read("<a>".repeat(41) + "</a>".repeat(41)))
                .isInstanceOf(XmlReader.NotXml.class);
        assertThatThrownBy(() -> XmlReader.read("<a>" + "<b/>".repeat(10_001) + "</a>"))
                .isInstanceOf(XmlReader.NotXml.class);
        assertThatThrownBy(() -> XmlReader.read("<a>" + " ".repeat(1 << 20) + "</a>"))
                .isInstanceOf(XmlReader.NotXml.class);
    }
}
