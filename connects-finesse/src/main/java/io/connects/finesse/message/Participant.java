package io.connects.finesse.message;

import io.connects.finesse.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One party of a dialog.
 *
 * @param mediaAddress the extension, or for a task the agent
 * @param mediaAddressType such as {@code AGENT_DEVICE}
 * @param stateCause why a dialog failed; empty otherwise
 * @param actions what this party may do now; told by Finesse, never worked out
 */
public record Participant(
        String mediaAddress,
        String mediaAddressType,
        DialogState state,
        String stateCause,
        @Nullable Instant startTime,
        @Nullable Instant stateChangeTime,
        Set<DialogAction> actions,
        List<XmlElement> others) {
    public Participant {
        actions = Set.copyOf(actions);
        others = List.copyOf(others);
    }
}
