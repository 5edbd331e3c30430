package io.connects.host.config;

import io.connects.core.Secret;
import io.connects.core.WholeFile;
import io.connects.salesforce.RefreshTokenStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            WholeFile.replace(path, next.reveal().getBytes(StandardCharsets.UTF_8));
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + TextFiles.reason(e), e);
        }
    }

    private Path directory() throws AccessDeniedException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new AccessDeniedException(path.toString());
        }
        return parent;
    }
}
