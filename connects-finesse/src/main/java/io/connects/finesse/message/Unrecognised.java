package io.connects.finesse.message;

import io.connects.finesse.xml.XmlElement;

/**
 * Something that this library does not know, as it came.
 *
 * @param element all of it
 */
public record Unrecognised(XmlElement element) implements Payload {}
