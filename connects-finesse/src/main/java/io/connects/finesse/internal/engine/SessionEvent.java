package io.connects.finesse.internal.engine;

import io.connects.core.ConnectsException;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** What a session hears. */
public sealed interface SessionEvent {
    /** The first of all. */
    record Begin() implements SessionEvent {}

    /** A node has told how it is; null when it could not be asked. */
    record NodeTold(int node, @Nullable SystemInfo info) implements SessionEvent {}

    /** Notifications can come now. */
    record Connected() implements SessionEvent {}

    /** Finesse's own presence came or went. */
    record Presence(boolean available) implements SessionEvent {}

    /**
     * Notifications have ended.
     *
     * @param mayRetry whether the same again can help
     */
    record Ended(boolean mayRetry, String words) implements SessionEvent {}

    /** A subscription was taken, or not. */
    record Subscribed(String node, String refusal) implements SessionEvent {}

    /** A notification. */
    record Told(Notification notification) implements SessionEvent {}

    /** What was read. */
    record Read(String path, XmlElement element) implements SessionEvent {}

    /** It could not be read. */
    record ReadFailed(String path, ConnectsException why) implements SessionEvent {}

    /** Time has passed. */
    record Tick() implements SessionEvent {}
}
