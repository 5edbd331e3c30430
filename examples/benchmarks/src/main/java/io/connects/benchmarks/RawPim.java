package io.connects.benchmarks;

import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.RegisterVariables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** A PIM on a plain socket with a thread of its own: opens, sends heartbeats, and answers each NEW_TASK with an agent, or counts it only. */
final class RawPim implements AutoCloseable {
    private static final long IDLE_MILLIS = 20_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int BUFFER = 256 * 1024;

    private final Socket socket;
    private final boolean answers;
    private final LongAdder tasks = new LongAdder();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private MriCodec codec = MriCodec.of(MriDialect.ged125Like());

    RawPim(InetSocketAddress application, boolean answers) throws IOException {
        this.answers = answers;
        socket = new Socket(InetAddress.getLoopbackAddress(), application.getPort());
        socket.setTcpNoDelay(true);
        new Thread(this::run, "raw-pim").start();
    }

    /** How many tasks came. */
    long tasks() {
        return tasks.sum();
    }

    private void run() {
        try {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            out.write(codec.write(new OpenReq(1, 1, IDLE_MILLIS)));
            ByteBuffer received = ByteBuffer.allocate(BUFFER);
            var answer = new ByteArrayOutputStream(BUFFER);
            long heartbeat = System.nanoTime();
            while (true) {
                int count = in.read(received.array(), received.position(), received.remaining());
                if (count < 0) {
                    return;
                }
                received.position(received.position() + count).flip();
                readAll(received, answer);
                received.compact();
                if (System.nanoTime() - heartbeat > HEARTBEAT.toNanos()) {
                    heartbeat = System.nanoTime();
                    answer.writeBytes(codec.write(new HeartbeatReq(1)));
                }
                answer.writeTo(out);
                answer.reset();
            }
        } catch (IOException e) {
            // closed by either side: the program sees it in the counts
        } finally {
            ended.complete(null);
        }
    }

    private void readAll(ByteBuffer received, ByteArrayOutputStream answer) {
        Optional<MriMessage> message = codec.read(received);
        while (message.isPresent()) {
            if (message.get() instanceof NewTask task) {
                tasks.increment();
                if (answers) {
                    answer.writeBytes(codec.write(DoThisWithTask.builder(task.dialogueId(), 1)
                            .agentSkillTargetId(5017)
                            .mrDomainId(task.mrDomainId())
                            .variables(task.variables())
                            .build()));
                }
            } else if (message.get() instanceof RegisterVariables registered) {
                codec = codec.with(registered);
            }
            message = codec.read(received);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        ended.join();
    }
}
