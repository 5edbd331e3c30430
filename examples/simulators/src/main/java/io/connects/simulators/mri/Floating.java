package io.connects.simulators.mri;

import java.util.Objects;

/** A floating field of a message. */
public sealed interface Floating {

    /**
     * A text, named as the dialect names its field, for example {@code ScriptSelector} or {@code CallVariable3}.
     *
     * @param text without NUL
     */
    record Text(String name, String text) implements Floating {
        public Text {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
        }
    }

    /** Gives an ECC variable its number for the rest of the session. */
    record EccName(long tag, String name) implements Floating {}

    /** The value of an ECC variable that has a number. */
    record EccValue(long tag, String value) implements Floating {}

    /**
     * One element of an ECC array that has a number.
     *
     * @param index 0 to 255
     */
    record EccElement(long tag, int index, String value) implements Floating {}

    /** An ECC variable in a dialect that sends names. */
    record NamedEcc(String name, String value) implements Floating {}

    /**
     * One element of an ECC array in a dialect that sends names.
     *
     * @param index 0 to 255
     */
    record NamedElement(String name, int index, String value) implements Floating {}

    /**
     * A field that the dialect does not know.
     *
     * @param hex what it holds
     */
    record Unknown(int tag, String hex) implements Floating {}
}
