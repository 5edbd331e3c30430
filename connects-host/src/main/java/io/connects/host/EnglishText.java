package io.connects.host;

import com.ibm.icu.text.Transliterator;
import java.util.function.UnaryOperator;

/** Writes any script in plain Latin letters, as far as that can be done: MRI carries nothing else. Thread-safe. */
final class EnglishText implements UnaryOperator<String> {
    private final Transliterator toAscii = Transliterator.getInstance("Any-Latin; Latin-ASCII");

    // Transliterators of ICU make no promise about threads that all of their kinds keep.
    @Override
    public synchronized String apply(String text) {
        return toAscii.transliterate(text);
    }
}
