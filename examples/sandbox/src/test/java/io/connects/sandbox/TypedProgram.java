package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** A program at a console: types when it has said what was waited for. */
final class TypedProgram {
    private static final int PATIENCE_SECONDS = 30;

    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final StringBuilder said = new StringBuilder();
    private final CompletableFuture<Integer> ended;

    private TypedProgram(BiFunction<InputStream, PrintWriter, Integer> program) throws IOException {
        var in = new PipedInputStream(keyboard);
        var out = new PrintWriter(new Lines(), true);
        ended = CompletableFuture.supplyAsync(() -> program.apply(in, out), task -> new Thread(task, "typed").start());
    }

    static TypedProgram start(BiFunction<InputStream, PrintWriter, Integer> program) throws IOException {
        return new TypedProgram(program);
    }

    /** Waits for a line that holds this, and gives it. */
    String await(String part) throws InterruptedException {
        for (String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                line != null;
                line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            said.append(line).append('\n');
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError("It never said `" + part + "` but:\n" + said);
    }

    void type(String line) {
        try {
            keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end. */
    void ends() throws Exception {
        assertThat(ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
    }

    private final class Lines extends Writer {
        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (characters[i] == '\n') {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    line.append(characters[i]);
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
