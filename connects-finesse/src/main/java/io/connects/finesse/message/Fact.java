package io.connects.finesse.message;

import org.jspecify.annotations.Nullable;

/**
 * Something that a session learned, from a notification or from a read: what it was and what it is. Facts of one object come in order, and only when
 * something is different.
 */
public sealed interface Fact {

    /** @param before null when nothing was known */
    record UserChanged(@Nullable User before, User now) implements Fact {}

    /** @param loginId whose call or task it is */
    record DialogAdded(String loginId, Dialog now) implements Fact {}

    record DialogChanged(String loginId, Dialog before, Dialog now) implements Fact {}

    /** @param last as it was told last; of a task it may hold the disposition */
    record DialogRemoved(String loginId, Dialog last) implements Fact {}

    /** @param before null when nothing was known */
    record MediaChanged(String loginId, @Nullable Media before, Media now) implements Fact {}

    /** @param before null when nothing was known */
    record QueueChanged(@Nullable Queue before, Queue now) implements Fact {}

    record MessageToTeams(TeamMessage message) implements Fact {}

    /** A notification that this library has no word for. */
    record Other(Notification notification) implements Fact {}
}
