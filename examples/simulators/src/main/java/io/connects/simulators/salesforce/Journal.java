package io.connects.simulators.salesforce;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file of JSON lines, one per transaction. A line survives the death of the process once {@link #append} returned; it is not
 * forced to the disk, so a crash of the machine may lose the end. A last line without its line feed was never answered to anybody and is cut off.
 * Confined to the org's thread.
 */
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private final Path file;
    private final FileChannel channel;
    private final EntryCodec codec = new EntryCodec();

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens or makes the file and hands every entry in it to {@code replay}. */
    static Journal open(Path file, Consumer<Entry> replay) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    throw new IOException("in use by another process");
                }
                var journal = new Journal(file, channel);
                journal.replay(replay);
                return journal;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + file + ": " + e.getMessage(), e);
        }
    }

    private void replay(Consumer<Entry> replay) throws IOException {
        long end = 0;
        long lines = 0;
        var line = new ByteArrayOutputStream();
        InputStream in = new java.io.BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b != '\n') {
                line.write(b);
                continue;
            }
            lines++;
            decode(line.toByteArray(), lines).forEach(replay);
            end += line.size() + 1L;
            line.reset();
        }
        if (line.size() > 0) {
            LOG.info("event=journal_torn_line file={} cut_bytes={}", file, line.size());
        }
        channel.truncate(end);
        channel.position(end);
    }

    private List<Entry> decode(byte[] line, long number) throws IOException {
        try {
            return codec.decode(line);
        } catch (IOException e) {
            throw new IOException("line " + number + " is damaged: " + e.getMessage(), e);
        }
    }

    void append(List<Entry> transaction) {
        byte[] line = codec.encode(transaction);
        ByteBuffer bytes =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + file, e);
        }
    }
}
