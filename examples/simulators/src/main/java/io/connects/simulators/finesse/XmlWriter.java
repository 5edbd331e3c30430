package io.connects.simulators.finesse;

/** Writes elements as XML text, with everything escaped that has to be. */
final class XmlWriter {
    private static final String STREAMS = "http://etherx.jabber.org/streams";

    private XmlWriter() {}

    static String write(Element element) {
        var out = new StringBuilder(512);
        write(element, "", out);
        return out.toString();
    }

    private static void write(Element element, String inherited, StringBuilder out) {
        out.append('<').append(element.name());
        if (element.name().startsWith("stream:")) {
            attribute("xmlns:stream", STREAMS, out);
        } else if (!element.namespace().isEmpty() && !element.namespace().equals(inherited)) {
            attribute("xmlns", element.namespace(), out);
        }
        element.attributes().forEach((key, value) -> attribute(key, value, out));
        if (element.children().isEmpty() && element.text().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        escape(element.text(), out);
        String here = element.namespace().isEmpty() ? inherited : element.namespace();
        element.children().forEach(child -> write(child, here, out));
        out.append("</").append(element.name()).append('>');
    }

    private static void attribute(String key, String value, StringBuilder out) {
        out.append(' ').append(key).append("=\"");
        escape(value, out);
        out.append('"');
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c < ' ' && c != '\n' && c != '\t' && c != '\r' ? ' ' : c);
            }
        }
    }
}
