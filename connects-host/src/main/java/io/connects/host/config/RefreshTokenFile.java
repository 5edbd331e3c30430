package io.connects.host.config;

import io.connects.core.Secret;
import io.connects.salesforce.RefreshTokenStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A refresh token in a file of its own, which is replaced as a whole when Salesforce rotates the token: after a crash it holds the old token
 * or the new one. Read anew each time, so that one which a person puts there is found.
 */
record RefreshTokenFile(Path path) implements RefreshTokenStore {
    private static final int MAX_BYTES = 8_192;

    /** @throws IOException when there is no token to read, or its file could not be replaced */
    void check() throws IOException {
        read();
        if (!Files.isWritable(directory())) {
            throw new IOException("its directory must be writable, so that a rotated token can take its place");
        }
    }

    @Override
    public CompletionStage<Secret> current() {
        try {
            return CompletableFuture.completedFuture(read());
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + TextFiles.reason(e), e);
        }
    }

    private Secret read() throws IOException {
        String token = TextFiles.read(path, MAX_BYTES).strip();
        if (token.isEmpty()) {
            throw new IOException("holds no token");
        }
        return Secret.of(token);
    }

    @Override
    public CompletionStage<?> rotated(Secret next) {
        try {
            replace(next);
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + TextFiles.reason(e), e);
        }
    }

    private void replace(Secret next) throws IOException {
        Path fresh = Files.createTempFile(directory(), ".connects", ".token", ownersOnly());
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(next.reveal().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Path directory() throws AccessDeniedException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new AccessDeniedException(path.toString());
        }
        return parent;
    }

    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
