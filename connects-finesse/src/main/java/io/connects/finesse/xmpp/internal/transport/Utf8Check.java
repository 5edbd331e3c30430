package io.connects.finesse.xmpp.internal.transport;

/** Follows UTF-8 byte by byte and tells what is none. Overlong forms, surrogates and what is above U+10FFFF are none. Not thread-safe. */
final class Utf8Check {
    private int due;
    private int least = 0x80;
    private int most = 0xBF;

    /** False when this byte cannot be here. */
    boolean accept(byte next) {
        int b = next & 0xFF;
        return due == 0 ? first(b) : further(b);
    }

    private boolean first(int b) {
        if (b < 0x80) {
            return true;
        }
        due = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        least = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        most = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        return b >= 0xC2 && b <= 0xF4;
    }

    private boolean further(int b) {
        boolean fits = b >= least && b <= most;
        due--;
        least = 0x80;
        most = 0xBF;
        return fits;
    }

    /** Whether no character is begun and not ended. */
    boolean isComplete() {
        return due == 0;
    }
}
