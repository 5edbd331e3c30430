package io.connects.mri.inspect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Captured traffic.
 *
 * @param notes what could not be read or was left out, for people
 */
public record Capture(List<Conversation> conversations, List<String> notes) {
    private static final int MOST_TEXT_BYTES = 64 << 20;

    public Capture {
        conversations = List.copyOf(conversations);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a pcap or pcapng file, told by its first bytes, or else hex text: frames as hex digits with or without spaces, dumps of {@code
     * hexdump -C}, {@code xxd} or Wireshark, or what {@code mri learn} recorded. A file that is damaged gives what stands before the damage, and
     * a note. Kept are at most 64 MiB of text or payload and 20,000 connections; the notes say when there was more.
     *
     * @throws IllegalArgumentException when the text is not hex, naming the line
     * @throws IOException when the stream fails
     */
    public static Capture read(InputStream file) throws IOException {
        var in = new BufferedInputStream(file);
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (PacketFile.isOne(magic)) {
            return TcpStreams.of(new PacketFile(in));
        }
        byte[] text = in.readNBytes(MOST_TEXT_BYTES + 1);
        if (text.length > MOST_TEXT_BYTES) {
            throw new IllegalArgumentException("the text has more than " + MOST_TEXT_BYTES + " bytes");
        }
        return HexText.read(new String(text, StandardCharsets.UTF_8));
    }
}
