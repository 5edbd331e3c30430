package io.connects.core.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Makes any text fit what a peer can carry, so that text never stops a work item: control characters become spaces, the text is
 * transliterated, what the charset still lacks becomes {@code ?}, and the result is cut by bytes, never inside a character.
 *
 * <p>Immutable and thread-safe, if the transliterator is.
 */
public final class TextRules {
    /** More characters than these do not become one byte in any script that people write. */
    private static final long MOST_CHARACTERS_A_BYTE = 16;

    private final UnaryOperator<String> transliterator;
    private final Charset charset;

    /**
     * @param transliterator turns other scripts into the peer's, as far as it can; may leave characters that the charset lacks
     * @param charset what the peer can read
     */
    public TextRules(UnaryOperator<String> transliterator, Charset charset) {
        this.transliterator = Objects.requireNonNull(transliterator, "transliterator");
        this.charset = Objects.requireNonNull(charset, "charset");
    }

    /**
     * A text as it can be sent.
     *
     * @param changed whether it differs from what was given
     */
    public record Fitted(String text, boolean changed) {}

    /**
     * Makes the text fit.
     *
     * @param maxBytes the most bytes that the result may take in this charset, 0 or more
     */
    public Fitted fit(String text, int maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes: must be 0 or more, was " + maxBytes);
        }
        String plain = spaced(begin(text, maxBytes));
        if (!charset.newEncoder().canEncode(plain)) {
            plain = spaced(transliterator.apply(plain));
        }
        String cut = cut(plain, maxBytes);
        return new Fitted(cut, !cut.equals(text));
    }

    /** As much of the text as can matter, so that a book is not transliterated for forty bytes of it. */
    private static String begin(String text, int maxBytes) {
        long most = maxBytes * MOST_CHARACTERS_A_BYTE;
        if (text.length() <= most) {
            return text;
        }
        int end = (int) most;
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static String spaced(String text) {
        var spaced = new StringBuilder(text.length());
        text.chars().forEach(c -> spaced.append(Character.isISOControl(c) ? ' ' : (char) c));
        return spaced.toString();
    }

    private String cut(String text, int maxBytes) {
        CharsetEncoder encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(new byte[] {'?'});
        ByteBuffer bytes = ByteBuffer.allocate(maxBytes);
        CoderResult result = encoder.encode(CharBuffer.wrap(text), bytes, true);
        if (result.isUnderflow()) {
            encoder.flush(bytes);
        }
        return charset.decode(bytes.flip()).toString();
    }
}
