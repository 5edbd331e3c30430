package io.connects.finesse.xmpp.internal.transport;

/**
 * Follows the frames of a WebSocket (RFC 6455, section 5.2) as their bytes come in, and stops what OkHttp would buffer whole: a message above the
 * limit, by its announced length, and text that is not UTF-8, which OkHttp would mend. What else is wrong with a frame is left to OkHttp. Not
 * thread-safe.
 */
final class FrameWatch {
    private static final int TEXT = 1;
    private static final int FIRST_CONTROL = 8;
    private static final int MOST_OF_CONTROL = 125;

    private final int maxMessageBytes;
    private Utf8Check text = new Utf8Check();
    private boolean isText;
    private long messageBytes;

    private int headerBytes;
    private int opcode;
    private boolean isFinal;
    private int lengthBytes;
    private int maskBytes;
    private long length;
    private long left;

    FrameWatch(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** @throws BadFrameException when no more is to be read */
    void accept(byte[] bytes) throws BadFrameException {
        int at = 0;
        while (at < bytes.length) {
            if (left == 0) {
                header(bytes[at] & 0xFF);
                at++;
            } else {
                int part = (int) Math.min(left, bytes.length - at);
                payload(bytes, at, part);
                at += part;
            }
        }
    }

    private void header(int b) throws BadFrameException {
        if (headerBytes == 0) {
            isFinal = (b & 0x80) != 0;
            opcode = b & 0x0F;
        } else if (headerBytes == 1) {
            maskBytes = (b & 0x80) == 0 ? 0 : 4;
            length = b & 0x7F;
            lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
            length = lengthBytes > 0 ? 0 : length;
        } else if (lengthBytes > 0) {
            length = length << 8 | b;
            lengthBytes--;
        } else {
            maskBytes--;
        }
        headerBytes++;
        if (headerBytes >= 2 && lengthBytes == 0 && maskBytes == 0) {
            headerBytes = 0;
            begin();
        }
    }

    private void begin() throws BadFrameException {
        // Of eight bytes it may come out negative.
        if (length < 0 || (opcode >= FIRST_CONTROL && length > MOST_OF_CONTROL)) {
            throw new BadFrameException("a frame of an impossible length");
        }
        if (opcode < FIRST_CONTROL) {
            if (opcode != 0) {
                isText = opcode == TEXT;
                messageBytes = 0;
                text = new Utf8Check();
            }
            if (length > maxMessageBytes - messageBytes) {
                throw new BadFrameException("a stanza of more than " + maxMessageBytes + " bytes");
            }
            messageBytes += length;
        }
        left = length;
        if (left == 0) {
            end();
        }
    }

    private void payload(byte[] bytes, int from, int count) throws BadFrameException {
        if (isText && opcode < FIRST_CONTROL) {
            for (int i = from; i < from + count; i++) {
                check(text.accept(bytes[i]));
            }
        }
        left -= count;
        if (left == 0) {
            end();
        }
    }

    private void end() throws BadFrameException {
        if (isText && isFinal && opcode < FIRST_CONTROL) {
            check(text.isComplete());
        }
    }

    private static void check(boolean isUtf8) throws BadFrameException {
        if (!isUtf8) {
            throw new BadFrameException("text that is not UTF-8");
        }
    }
}
