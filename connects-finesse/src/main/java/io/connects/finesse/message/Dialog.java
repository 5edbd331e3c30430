package io.connects.finesse.message;

import io.connects.finesse.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/**
 * A call, or a task of a media routing domain.
 *
 * @param id of a task: CCE's task id with underscores
 * @param mediaType {@code Voice}, or the name of the media routing domain
 * @param secondaryId after a transfer, the id of the dialog that this one took over; empty otherwise
 * @see <a href="https://developer.cisco.com/docs/finesse/dialog">Dialog</a>
 */
public record Dialog(
        String id,
        DialogState state,
        String mediaType,
        String fromAddress,
        String toAddress,
        String secondaryId,
        MediaProperties mediaProperties,
        List<Participant> participants,
        List<XmlElement> others)
        implements Payload {
    private static final String VOICE = "1";

    public Dialog {
        participants = List.copyOf(participants);
        others = List.copyOf(others);
    }

    /** Whether it is of a media routing domain other than voice. */
    public boolean isTask() {
        String media = mediaProperties.mediaId();
        return media.isEmpty() ? id.indexOf('_') >= 0 : !media.equals(VOICE);
    }

    /** The party at this extension. */
    public Optional<Participant> participant(String mediaAddress) {
        return participants.stream()
                .filter(participant -> participant.mediaAddress().equals(mediaAddress))
                .findFirst();
    }
}
