package io.connects.benchmarks.finesse;

import java.io.IOException;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.provider.ExtensionElementProvider;
import org.jivesoftware.smack.util.XmlStringBuilder;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** The text of a notification, so that Smack need not write down what it has read for it to be read again. */
record SmackText(String text) implements ExtensionElement {
    static final String ELEMENT = "notification";
    static final String NAMESPACE = "urn:xmpp:push:0";

    @Override
    public String getElementName() {
        return ELEMENT;
    }

    @Override
    public String getNamespace() {
        return NAMESPACE;
    }

    @Override
    public CharSequence toXML(XmlEnvironment environment) {
        return new XmlStringBuilder(this, environment)
                .rightAngleBracket()
                .escape(text)
                .closeElement(this);
    }

    /** Reads it. */
    static final class Provider extends ExtensionElementProvider<SmackText> {
        @Override
        public SmackText parse(XmlPullParser parser, int depth, XmlEnvironment environment)
                throws XmlPullParserException, IOException {
            return new SmackText(parser.nextText());
        }
    }
}
