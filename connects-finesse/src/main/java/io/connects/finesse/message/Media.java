package io.connects.finesse.message;

import io.connects.finesse.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent does in one media routing domain other than voice; CCE 11.5 and later. An agent without a skill in it has an id, a name and a
 * description alone.
 *
 * @param id the media routing domain
 * @param state its value is empty for an agent without a skill in the domain
 * @param stateChangeTime null when Finesse does not say
 * @param routable whether new tasks may be given; null when Finesse does not say
 * @param signIn right only on the node where the agent is signed in; null when Finesse does not say
 * @see <a href="https://developer.cisco.com/docs/task-routing/media-get-media">Media</a>
 */
public record Media(
        String id,
        String name,
        MediaState state,
        @Nullable Instant stateChangeTime,
        @Nullable Boolean routable,
        boolean interruptible,
        String reasonCodeId,
        @Nullable MediaSignIn signIn,
        List<XmlElement> others)
        implements Payload {
    public Media {
        others = List.copyOf(others);
    }

    /** Whether the agent is signed in to the domain. */
    public boolean signedIn() {
        return !state.value().isEmpty() && !state.equals(MediaState.LOGOUT);
    }
}
