package io.connects.host;

import io.connects.mri.codec.DialectText;
import io.connects.mri.inspect.LearningSession;
import io.connects.mri.inspect.LearningSession.Effect;
import io.connects.mri.inspect.LearningSession.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins a {@link LearningSession} to a port, a person and two files. One thread accepts and reads, one takes what is typed, and the caller's does
 * the rest, one event after another. One PIM at a time: a second connection waits until the first one has ended.
 */
final class LearningDesk implements AutoCloseable {
    private static final int READ_BYTES = 8192;
    private static final int MOST_WAITING = 10_000;

    private final ServerSocket listening;
    private final Path file;
    private final Path recordingFile;
    private final InstantSource clock;
    private final Consumer<String> out;
    private final LearningSession session;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST_WAITING);
    private final boolean replace;
    private @Nullable Writer recording;
    private final List<Thread> threads = new ArrayList<>();
    private volatile @Nullable Socket pim;

    /**
     * A desk that listens.
     *
     * @param replace whether the files may be there already; they are evidence, and are kept otherwise
     * @throws IOException when the port cannot be used, a file is there already, or none can be written where they shall be
     */
    LearningDesk(int port, Path file, boolean replace, DialectText start, InstantSource clock, Consumer<String> out)
            throws IOException {
        this.file = file;
        this.replace = replace;
        this.clock = clock;
        this.out = out;
        recordingFile = Path.of(file + ".hex");
        session = new LearningSession(start, String.valueOf(recordingFile.getFileName()));
        refuseFile(file);
        refuseFile(recordingFile);
        if (!Files.isWritable(file.toAbsolutePath().getParent())) {
            throw new IOException(file + ": cannot be written, for its directory is not there or not writable");
        }
        listening = new ServerSocket();
        try {
            listening.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            listening.close();
            throw new IOException("cannot listen on port " + port + ": " + e, e);
        }
    }

    private void refuseFile(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": is a directory");
        }
        if (Files.exists(path) && !replace) {
            throw new IOException(path + ": is there already; --force writes over it");
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    /**
     * Runs until the session is done, or nothing more can be typed. When a PIM has connected, what was learnt is written however this ends.
     *
     * @throws IOException when a file cannot be written
     */
    void run(BufferedReader typed) throws IOException {
        out.accept("Listening on port " + port() + ". Point a test PIM here; recording to " + recordingFile + ".");
        threads.add(started("mri-learn-pim", this::accept));
        threads.add(started("mri-learn-typed", () -> type(typed)));
        boolean done = false;
        try {
            while (!done) {
                done = act(events.take());
                if (recording != null) {
                    recording.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!done) {
                save(session.dialect());
            }
        }
    }

    /** Writes beside and moves, so that the file is whole or not there; nothing when no PIM has connected. */
    private void save(DialectText dialect) throws IOException {
        if (recording == null) {
            out.accept("No PIM has connected; nothing is written.");
            return;
        }
        Path part = Path.of(file + ".part");
        Files.writeString(part, dialect.toString());
        if (replace) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(part, file);
        }
        out.accept("The site's dialect is in " + file + ".");
    }

    private void note(String line) throws IOException {
        Writer to = recording;
        if (to == null) {
            to = replace
                    ? Files.newBufferedWriter(recordingFile)
                    : Files.newBufferedWriter(recordingFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            recording = to;
            to.write("# recorded by connects mri learn\n");
        }
        to.write(line + "\n");
    }

    private static Thread started(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Whether the session is done. */
    private boolean act(Event event) throws IOException {
        boolean done = false;
        for (Effect effect : session.on(event, clock.instant())) {
            if (effect instanceof Effect.Say say) {
                out.accept(say.text());
            } else if (effect instanceof Effect.Note note) {
                note(note.line());
            } else if (effect instanceof Effect.Send send) {
                send(send.bytes());
            } else if (effect instanceof Effect.Disconnect) {
                disconnect();
            } else if (effect instanceof Effect.Done finished) {
                save(finished.dialect());
                done = true;
            }
        }
        return done;
    }

    private void send(byte[] bytes) {
        Socket to = pim;
        try {
            if (to != null) {
                to.getOutputStream().write(bytes);
            }
        } catch (IOException e) {
            out.accept("Could not send: " + e.getMessage());
        }
    }

    private void disconnect() throws IOException {
        Socket from = pim;
        if (from != null) {
            from.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                try (Socket connected = listening.accept()) {
                    pim = connected;
                    connected.setTcpNoDelay(true);
                    events.put(new Event.Connected(
                            address(connected.getRemoteSocketAddress()), address(connected.getLocalSocketAddress())));
                    read(connected);
                    events.put(new Event.Disconnected());
                }
            }
        } catch (SocketException e) {
            return; // the listening socket was closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Socket from) throws InterruptedException {
        byte[] buffer = new byte[READ_BYTES];
        try {
            for (int count = from.getInputStream().read(buffer);
                    count >= 0;
                    count = from.getInputStream().read(buffer)) {
                events.put(new Event.Received(Arrays.copyOf(buffer, count)));
            }
        } catch (IOException e) {
            out.accept("The connection was lost: " + e.getMessage());
        }
    }

    private static String address(SocketAddress address) {
        var inet = (InetSocketAddress) address;
        return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }

    private void type(BufferedReader typed) {
        try {
            for (String line = typed.readLine(); line != null; line = typed.readLine()) {
                events.put(new Event.Typed(line));
            }
            events.put(new Event.Typed("quit"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connection and the listening, and with them the thread that reads; the one that waits for typing ends with its input. */
    @Override
    public void close() throws IOException {
        listening.close();
        disconnect();
        threads.forEach(Thread::interrupt);
        if (recording != null) {
            recording.close();
        }
    }
}
