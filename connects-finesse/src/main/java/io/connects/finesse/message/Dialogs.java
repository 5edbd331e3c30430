package io.connects.finesse.message;

import java.util.List;

/** The dialogs of a user, or those that came or went. */
public record Dialogs(List<Dialog> dialogs) implements Payload {
    public Dialogs {
        dialogs = List.copyOf(dialogs);
    }
}
