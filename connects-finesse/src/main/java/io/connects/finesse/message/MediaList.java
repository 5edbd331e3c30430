package io.connects.finesse.message;

import java.util.List;

/** The media routing domains of a user. */
public record MediaList(List<Media> media) implements Payload {
    public MediaList {
        media = List.copyOf(media);
    }
}
