package io.connects.finesse.internal.engine;

import io.connects.finesse.message.Fact;
import io.connects.finesse.message.SystemInfo;

/** What a session does. */
public sealed interface SessionEffect {
    /** Ask a node how it is: {@link SessionEvent.NodeTold}. */
    record AskNode(int node) implements SessionEffect {}

    /** Connect to a node's notifications: {@link SessionEvent.Connected} or {@link SessionEvent.Ended}. From now on reads go to it. */
    record Open(int node, SystemInfo info) implements SessionEffect {}

    /** End the notifications: {@link SessionEvent.Ended}. */
    record Close() implements SessionEffect {}

    /** Subscribe to a node of the notification service: {@link SessionEvent.Subscribed}. */
    record Subscribe(String node) implements SessionEffect {}

    /** Read a path: {@link SessionEvent.Read} or {@link SessionEvent.ReadFailed}. */
    record Get(String path) implements SessionEffect {}

    /** Tell the listener a fact. */
    record Tell(Fact fact) implements SessionEffect {}

    /** What the session knows is true from now on. */
    record Live(int node, boolean moved) implements SessionEffect {}

    /** What the session knows may be old from now on. */
    record Stale(String why) implements SessionEffect {}

    /** Something that was to be watched cannot be. */
    record Missing(String what, String why) implements SessionEffect {}

    /** The session is over, and does not come back by itself. */
    record Stopped(String why) implements SessionEffect {}
}
