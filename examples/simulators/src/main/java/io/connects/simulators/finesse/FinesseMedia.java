package io.connects.simulators.finesse;

/**
 * A media routing domain as Finesse lists it; CCE only.
 *
 * @param id of the domain at CCE
 */
public record FinesseMedia(int id, String name, String description, boolean interruptible) {
    /** Checks the id: 1 is voice. */
    public FinesseMedia {
        if (id <= 1) {
            throw new IllegalArgumentException("id: must be above 1, which is voice, was " + id);
        }
    }
}
