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
    private final Writer recording;
    private final List<Thread> threads = new ArrayList<>();
    private volatile @Nullable Socket pim;

    LearningDesk(int port, Path file, DialectText start, InstantSource clock, Consumer<String> out) throws IOException {
        this.file = file;
        this.clock = clock;
        this.out = out;
        recordingFile = Path.of(file + ".hex");
        session = new LearningSession(start, String.valueOf(recordingFile.getFileName()));
        listening = new ServerSocket();
        try {
            listening.bind(new InetSocketAddress(port));
            recording = Files.newBufferedWriter(recordingFile);
        } catch (IOException e) {
            listening.close();
            throw new IOException("cannot listen on port " + port + " or write " + recordingFile + ": " + e, e);
        }
    }

    /** Runs until the session is done, or nothing more can be typed. */
    void run(BufferedReader typed) throws IOException {
        out.accept("Listening on port " + listening.getLocalPort() + ". Point a test PIM here; recording to "
                + recordingFile + ".");
        recording.write("# recorded by connects mri learn\n");
        threads.add(started("mri-learn-pim", this::accept));
        threads.add(started("mri-learn-typed", () -> type(typed)));
        try {
            while (!act(events.take())) {
                recording.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
                recording.write(note.line() + "\n");
            } else if (effect instanceof Effect.Send send) {
                send(send.bytes());
            } else if (effect instanceof Effect.Disconnect) {
                disconnect();
            } else if (effect instanceof Effect.Done finished) {
                Files.writeString(file, finished.dialect().toString());
                out.accept("The site's dialect is in " + file + ".");
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
        recording.close();
    }
}
