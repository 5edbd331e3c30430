package io.connects.simulators.mri;

import io.connects.core.ProtocolViolationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of an MRI connection that does what a test, or a person, tells it, and nothing by itself. As a rule it is the PG:
 *
 * <pre>{@code
 * try (ScriptedPeer pg = ScriptedPeer.connect(application, Dialect.standard()).open()) {
 *     Message task = pg.expect("NEW_TASK");
 *     pg.reply(task, Message.of("DO_THIS_WITH_TASK").with("AgentSkillTargetID", 5017));
 *     pg.cut();
 * }
 * }</pre>
 *
 * <p>{@link #accept} makes it the application's end. Messages are read on a thread of its own, which ends with {@link #close()}, and wait until
 * {@link #next} asks for them. What is written is written on the caller's thread, which waits until the network has taken it. Thread-safe.
 */
public final class ScriptedPeer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ScriptedPeer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_BYTES = 8192;
    private static final List<String> TAKEN_OVER = List.of("DialogueID", "InvokeID");

    private final Socket socket;
    private final Dialect dialect;
    private final Wire wire;
    private final Thread reader;
    private final BlockingQueue<Incoming> received = new LinkedBlockingQueue<>();
    private final Map<String, Function<Message, Message>> answers = new ConcurrentHashMap<>();
    private final List<String> ignored = new CopyOnWriteArrayList<>();
    private final List<Consumer<Incoming>> watchers = new CopyOnWriteArrayList<>();
    private final Map<Long, Long> sequences = new HashMap<>();
    private final Object gate = new Object();
    private final Object output = new Object();
    private volatile Duration patience = PATIENCE;
    private volatile boolean byteByByte;
    private volatile @Nullable Future<?> beat;
    private boolean stalled;
    private boolean reading;

    private ScriptedPeer(Socket socket, Dialect dialect) throws IOException {
        this.socket = socket;
        this.dialect = Objects.requireNonNull(dialect, "dialect");
        this.wire = new Wire(dialect);
        socket.setTcpNoDelay(true);
        reader = new Thread(this::read, "scripted-peer");
        reader.setDaemon(true);
    }

    /**
     * Connects to an application, and sends nothing.
     *
     * @throws UncheckedIOException when nobody listens
     */
    public static ScriptedPeer connect(InetSocketAddress application, Dialect dialect) {
        return connect(application, null, dialect);
    }

    /**
     * Connects from a local address, as one side of a PG.
     *
     * @param from null for any
     * @throws UncheckedIOException when nobody listens, or the address is not this machine's
     */
    public static ScriptedPeer connect(InetSocketAddress application, @Nullable InetAddress from, Dialect dialect) {
        Socket socket = new Socket();
        try {
            if (from != null) {
                socket.bind(new InetSocketAddress(from, 0));
            }
            socket.connect(application, CONNECT_MILLIS);
            return new ScriptedPeer(socket, dialect);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new UncheckedIOException(application + ": " + e.getMessage(), e);
        }
    }

    /**
     * Waits for a PG to connect, and becomes the application's end.
     *
     * @throws IOException when the listening socket is closed, or waited for as long as it was set to
     */
    public static ScriptedPeer accept(ServerSocket listening, Dialect dialect) throws IOException {
        return new ScriptedPeer(listening.accept(), dialect);
    }

    // --- habits

    /** Answers every message of this name at once; it is handed over as well, unless it is {@linkplain #ignoring ignored}. */
    public ScriptedPeer answering(String message, Function<Message, Message> answer) {
        answers.put(message, answer);
        return this;
    }

    /** Hands over none of these messages. */
    public ScriptedPeer ignoring(String... messages) {
        ignored.addAll(List.of(messages));
        return this;
    }

    /** Shows everything that comes in, what is ignored included, on the reading thread, and before it is handed over. */
    public ScriptedPeer watching(Consumer<Incoming> watcher) {
        watchers.add(watcher);
        return this;
    }

    /** Sets how long {@link #next} waits; 10 s otherwise. */
    public ScriptedPeer patience(Duration time) {
        patience = time;
        return this;
    }

    /** Sends a HEARTBEAT_REQ now and then, and ignores the answers, until it is closed. */
    public ScriptedPeer beating(Duration interval, ScheduledExecutorService timer) {
        ignoring("HEARTBEAT_CONF");
        beat = timer.scheduleAtFixedRate(this::beat, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return this;
    }

    private void beat() {
        if (isStalled() || socket.isClosed()) {
            return;
        }
        try {
            send(Message.of("HEARTBEAT_REQ").with("InvokeID", 1).build());
        } catch (UncheckedIOException e) {
            // The reading thread tells the script that the connection ended.
            log.debug("No heartbeat could be sent: {}", e.toString());
        }
    }

    /** Starts reading, so that the habits work; the first expectation does so too. */
    public ScriptedPeer listen() {
        synchronized (gate) {
            if (!reading) {
                reading = true;
                reader.start();
            }
        }
        return this;
    }

    // --- the script

    /** As a PG: sends OPEN_REQ, expects OPEN_CONF, and sends ROUTING_ENABLED. */
    public ScriptedPeer open() {
        Dialect.Framing framing = dialect.framing();
        send(Message.of("OPEN_REQ")
                .with("InvokeID", 1)
                .with("VersionNumber", framing.protocolVersion())
                .with("IdleTimeout", framing.idleTimeoutInMilliseconds() ? 20_000 : 20)
                .build());
        expect("OPEN_CONF");
        return send(Message.of("ROUTING_ENABLED").build());
    }

    /** Sends a message as it is. */
    public ScriptedPeer send(Message message) {
        return sendBytes(wire.encode(message));
    }

    /** Sends a message with the request's DialogueID and InvokeID, and the next SendSeqNo of that dialogue; gives what was sent. */
    public Message reply(Message request, Message.Builder reply) {
        Message given = reply.build();
        TAKEN_OVER.stream()
                .filter(field -> request.fields().containsKey(field))
                .filter(field -> !given.fields().containsKey(field))
                .forEach(field -> reply.with(field, request.field(field)));
        Message addressed = reply.build();
        if (dialect.isDialogue(addressed.name()) && !given.fields().containsKey("SendSeqNo")) {
            reply.with("SendSeqNo", nextSequence(addressed.field("DialogueID")));
        }
        Message sent = reply.build();
        send(sent);
        return sent;
    }

    private long nextSequence(long dialogue) {
        long first = dialect.framing().firstSequence();
        synchronized (sequences) {
            return sequences.merge(dialogue, first, (last, ignoredFirst) -> last + 1);
        }
    }

    /** Sends bytes as they are. */
    public ScriptedPeer sendBytes(byte[] bytes) {
        try {
            synchronized (output) {
                if (byteByByte) {
                    for (byte one : bytes) {
                        socket.getOutputStream().write(one);
                    }
                } else {
                    socket.getOutputStream().write(bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sends random bytes. */
    public ScriptedPeer garbage(int bytes, long seed) {
        byte[] random = new byte[bytes];
        new SplittableRandom(seed).nextBytes(random);
        return sendBytes(random);
    }

    /** Whether every byte is written by itself from now on. */
    public ScriptedPeer byteByByte(boolean on) {
        byteByByte = on;
        return this;
    }

    /** What came next; {@link Incoming.Ended} last of all. Fails when nothing comes in time. */
    public Incoming next() {
        listen();
        try {
            Incoming incoming = received.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (incoming == null) {
                throw new AssertionError("Nothing came within " + patience);
            }
            return incoming;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a message", e);
        }
    }

    /** The next message, which has to have this name. */
    public Message expect(String name) {
        Incoming incoming = next();
        if (incoming instanceof Message message && message.name().equals(name)) {
            return message;
        }
        throw new AssertionError("Expected " + name + " and got " + incoming);
    }

    /** Expects that the other end closes or resets the connection, without another message before. */
    public void expectEnd() {
        Incoming incoming = next();
        if (!(incoming instanceof Incoming.Ended)) {
            throw new AssertionError("Expected the end of the connection and got " + incoming);
        }
    }

    /** Whether something has come that {@link #next} would give. */
    public boolean hasNext() {
        listen();
        return !received.isEmpty();
    }

    /** Stops reading and leaves the connection up, half-open: habits sleep too, and what comes in stays in the network. */
    public ScriptedPeer stall() {
        synchronized (gate) {
            stalled = true;
        }
        return this;
    }

    /** Stops reading for a while. */
    public ScriptedPeer stall(Duration time, ScheduledExecutorService timer) {
        stall();
        var unused = timer.schedule((Runnable) this::resume, time.toNanos(), TimeUnit.NANOSECONDS);
        return this;
    }

    /** Reads again. */
    public ScriptedPeer resume() {
        synchronized (gate) {
            stalled = false;
            gate.notifyAll();
        }
        return this;
    }

    private boolean isStalled() {
        synchronized (gate) {
            return stalled;
        }
    }

    /** Whose end this is not. */
    public InetSocketAddress other() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /** Resets the connection, without a word. */
    public void cut() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            log.debug("Closed before it was cut: {}", e.toString());
        }
        close();
    }

    /** Closes the connection, without CLOSE_REQ, and ends the reading thread. Idempotent. */
    @Override
    public void close() {
        Future<?> beating = beat;
        if (beating != null) {
            beating.cancel(false);
        }
        closeQuietly(socket);
        resume();
    }

    // --- the reading thread

    private void read() {
        try {
            FrameReader frames = new FrameReader(dialect);
            InputStream input = socket.getInputStream();
            byte[] buffer = new byte[READ_BYTES];
            awaitResume();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                awaitResume();
                frames.add(Arrays.copyOf(buffer, count));
                for (byte[] frame = frames.next(); frame != null; frame = frames.next()) {
                    on(wire.decode(frame));
                }
            }
        } catch (IOException | UncheckedIOException | ProtocolViolationException e) {
            log.debug("The connection ended: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            on(new Incoming.Ended());
        }
    }

    private void awaitResume() throws InterruptedException {
        synchronized (gate) {
            while (stalled) {
                gate.wait();
            }
        }
    }

    private void on(Incoming incoming) {
        watchers.forEach(watcher -> watcher.accept(incoming));
        String name = incoming instanceof Message message ? message.name() : "";
        if (!ignored.contains(name)) {
            received.add(incoming);
        }
        Function<Message, Message> answer = answers.get(name);
        if (answer != null && incoming instanceof Message message) {
            send(answer.apply(message));
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("Not closed in good order: {}", e.toString());
        }
    }
}
