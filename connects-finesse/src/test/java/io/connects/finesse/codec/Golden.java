package io.connects.finesse.codec;

import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xml.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Documents as Finesse writes them, in files beside this class. */
public final class Golden {
    private Golden() {}

    public static XmlElement element(String name) {
        return new XmlReader(1_000_000).read(bytes(name));
    }

    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(String name) {
        try (InputStream in = Golden.class.getResourceAsStream(name + ".xml")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
