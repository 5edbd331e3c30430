package io.connects.salesforce.streaming;

import io.connects.core.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Positions in a small text file that is replaced as a whole. One file belongs to one stream of one org. A file that is damaged, or of another
 * org, is refused with its reason; the next save replaces it. Immutable.
 */
public final class FileReplayStore implements ReplayStore {
    private static final String FIRST = "connects replay positions 1";
    private static final String LAST = "end";
    private static final int MAX_BYTES = 256 * 1024;
    private static final Pattern ORG = Pattern.compile("org (\\S{1,255})");
    /** A long, and a channel as Bayeux writes it, which may end in a filter with spaces. */
    private static final Pattern POSITION = Pattern.compile("(-?\\d{1,19}) (/[^\\r\\n]{1,1000})");

    private final Path file;

    /** @param file in a directory that can be written to; need not be there yet */
    public FileReplayStore(Path file) {
        this.file = file;
    }

    @Override
    public CompletionStage<Map<String, ReplayId>> load(String org) {
        try {
            return CompletableFuture.completedFuture(parse(read(), org));
        } catch (NoSuchFileException e) {
            return CompletableFuture.completedFuture(Map.of());
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private String read() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw damaged("is longer than " + MAX_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw damaged("is not text");
        }
    }

    private Map<String, ReplayId> parse(String text, String org) throws IOException {
        List<String> lines = text.lines().toList();
        int last = lines.size() - 1;
        if (last < 2 || !lines.get(0).equals(FIRST) || !lines.get(last).equals(LAST)) {
            throw damaged("is no file of replay positions, or a part of one");
        }
        Matcher whose = ORG.matcher(lines.get(1));
        if (!whose.matches()) {
            throw damaged("does not say of which org it is");
        }
        if (!whose.group(1).equals(org)) {
            throw damaged("is of the org " + whose.group(1) + " and not of " + org);
        }
        var positions = new LinkedHashMap<String, ReplayId>();
        for (String line : lines.subList(2, last)) {
            Matcher position = POSITION.matcher(line);
            if (!position.matches()) {
                throw damaged("has a line that is no position");
            }
            positions.put(position.group(2), new ReplayId(number(position.group(1))));
        }
        return positions;
    }

    private long number(String digits) throws IOException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw damaged("has a line that is no position");
        }
    }

    private IOException damaged(String how) {
        return new IOException(file + " " + how);
    }

    @Override
    public CompletionStage<?> save(String org, Map<String, ReplayId> positions) {
        var text = new StringBuilder(FIRST).append("\norg ").append(org).append('\n');
        new TreeMap<>(positions)
                .forEach((channel, position) -> text.append(position.value())
                        .append(' ')
                        .append(channel)
                        .append('\n'));
        text.append(LAST).append('\n');
        try {
            // What could not be read again must not take the place of what can.
            var unused = parse(text.toString(), org);
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > MAX_BYTES) {
                throw damaged("would be longer than " + MAX_BYTES + " bytes");
            }
            WholeFile.replace(file, bytes);
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
