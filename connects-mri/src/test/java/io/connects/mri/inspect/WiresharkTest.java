package io.connects.mri.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.connects.mri.MriListener;
import io.connects.mri.MriOptions;
import io.connects.mri.MriSession;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.FailureConf;
import io.connects.mri.message.FailureEvent;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.OpenReq;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wireshark's dissector of GED-125, MRI's public sibling, reads a real session between {@link MriSession} and a peer, under a dialect that has
 * GED-125's layouts. That proves the framing of the family, written by somebody else: message header, types, numbers, floating fields. It proves
 * nothing about MRI, whose numbers Cisco does not publish.
 *
 * <p>The capture is written from the bytes that really went over the loopback connection, as one TCP segment each; capturing with {@code dumpcap}
 * would need root and show the same bytes.
 */
class WiresharkTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int ACK = 16;

    @TempDir
    Path directory;

    private final PacketWriter capture = new PacketWriter();
    private int sent = 1;
    private int received = 1;

    @Test
    void dissects_the_session_messages_without_a_malformed_mark() throws Exception {
        requireTshark();
        int port = run();
        Path file = Files.write(directory.resolve("session.pcap"), capture.pcap());

        String[] rows = tshark(
                        file, port, "-T", "fields", "-e", "ged125.value", "-e", "_ws.malformed", "-e", "_ws.expert")
                .split("\\n");

        assertThat(rows)
                .as("message types and malformed marks, in order")
                .containsExactly("3\t\t", "4\t\t", "49\t\t", "5\t\t", "6\t\t", "2\t\t", "1\t\t", "7\t\t", "8\t\t");
        assertThat(tshark(file, port, "-V"))
                .contains(
                        "Use Service Control: True",
                        "Version Number: 1",
                        "Idle Timeout (ms): 20000",
                        "user.case.number")
                .contains("going down")
                .doesNotContain("Malformed");
        Capture read = Capture.read(Files.newInputStream(file));
        assertThat(Decoding.print(read, dialect().text(), false, line -> {}))
                .as("our own reading of the same capture")
                .isEqualTo(new Decoding.Counts(9, 9, 0));
    }

    /** On a person's machine without tshark there is nothing to do; in continuous integration its absence is a fault. */
    private static void requireTshark() throws Exception {
        boolean there;
        try {
            there = new ProcessBuilder("tshark", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("tshark is installed").isTrue();
        }
        assumeTrue(there, "tshark is not installed: on Debian, apt-get install tshark");
    }

    private static String tshark(Path file, int port, String... more) throws Exception {
        var command = new ArrayList<>(
                List.of("tshark", "-r", file.toString(), "-d", "tcp.port==" + port + ",ged125", "-Y", "ged125"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return out;
    }

    /** A session from OPEN_REQ to CLOSE_CONF; answers the port of the application. */
    private int run() throws Exception {
        MriDialect dialect = dialect();
        MriCodec codec = MriCodec.of(dialect);
        var options = MriOptions.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .dialect(dialect)
                .eccNames(List.of("user.case.number", "user.connects.key"))
                .build();
        try (var session = new MriSession(options, new MriListener() {})) {
            session.start();
            int port = session.address().getPort();
            try (var pim = new Socket(InetAddress.getLoopbackAddress(), port)) {
                pim.setSoTimeout(PATIENCE_MILLIS);
                var in = new DataInputStream(pim.getInputStream());
                send(pim, codec, new OpenReq(1, 1, 20_000));
                receive(in, pim);
                receive(in, pim); // REGISTER_VARIABLES
                send(pim, codec, new HeartbeatReq(2));
                receive(in, pim);
                send(pim, codec, new FailureEvent(11));
                send(pim, codec, new FailureConf(3, 15));
                send(pim, codec, new CloseReq(4, 0, "going down"));
                receive(in, pim);
            }
            return port;
        }
    }

    private static MriDialect dialect() throws IOException {
        try (InputStream file = WiresharkTest.class.getResourceAsStream("/dialect/ged125-strict.dialect")) {
            return MriDialect.read(file);
        }
    }

    private void send(Socket pim, MriCodec codec, MriMessage message) throws IOException {
        byte[] frame = codec.write(message);
        pim.getOutputStream().write(frame);
        capture.segment(Instant.now(), 1, pim.getLocalPort(), 2, pim.getPort(), sent, received, ACK, frame);
        sent += frame.length;
    }

    private void receive(DataInputStream in, Socket pim) throws IOException {
        byte[] head = new byte[8];
        in.readFully(head);
        byte[] frame = ByteBuffer.allocate(8 + ByteBuffer.wrap(head).getInt())
                .put(head)
                .array();
        in.readFully(frame, 8, frame.length - 8);
        capture.segment(Instant.now(), 2, pim.getPort(), 1, pim.getLocalPort(), received, sent, ACK, frame);
        received += frame.length;
    }
}
