package io.connects.finesse.xmpp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The other end of one WebSocket, byte by byte and of its own making: it follows a script on a thread of its own, and
 * cuts the connection when that is done.
 */
final class WebSocketPeer implements AutoCloseable {
    /** What a peer does. */
    interface Script {
        void run(WebSocketPeer peer) throws Exception;
    }

    static final String MECHANISMS =
            "<stream:features xmlns:stream='http://etherx.jabber.org/streams'><mechanisms><mechanism>PLAIN</mechanism></mechanisms></stream:features>";

    private final ServerSocket server;
    private final List<String> request = new CopyOnWriteArrayList<>();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private volatile Socket socket;

    WebSocketPeer(Script script) throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var thread = new Thread(
                () -> {
                    try (Socket accepted = server.accept()) {
                        socket = accepted;
                        script.run(this);
                    } catch (Exception e) {
                        failures.add(e);
                    }
                },
                "peer");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws/");
    }

    List<String> request() {
        return request;
    }

    /** How its script ended, when not as it should. */
    List<Exception> failures() {
        return failures;
    }

    void readRequest() throws IOException {
        var line = new StringBuilder();
        while (request.isEmpty() || !request.get(request.size() - 1).isEmpty()) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                throw new IOException("no request");
            } else if (b == '\n') {
                request.add(line.toString().trim());
                line.setLength(0);
            } else {
                line.append((char) b);
            }
        }
    }

    /** Takes the upgrade, with more lines of headers. */
    void upgrade(String... headers) throws Exception {
        readRequest();
        String key = request.stream()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .findFirst()
                .orElseThrow()
                .substring("Sec-WebSocket-Key: ".length());
        byte[] hash = MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(hash) + "\r\n"
                + String.join(
                        "", List.of(headers).stream().map(line -> line + "\r\n").toList()) + "\r\n");
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    static byte[] header(int first, long length) {
        return ByteBuffer.allocate(10)
                .put((byte) first)
                .put((byte) 127)
                .putLong(length)
                .array();
    }

    static byte[] frame(int first, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(header(first, payload.length));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    void send(String text) throws IOException {
        write(frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The next text of the client. */
    String receive() throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        int opcode = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte() & 0x7F;
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return opcode == 1 ? new String(payload, StandardCharsets.UTF_8) : "opcode " + opcode;
    }

    /** The id of an IQ. */
    static String id(String iq) {
        return iq.replaceAll("(?s).* id=\"([^\"]*)\".*", "$1");
    }

    void login() throws Exception {
        upgrade("Sec-WebSocket-Protocol: xmpp");
        receive();
        send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='example.com'/>");
        send(MECHANISMS);
        receive();
        send("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        receive();
        send("<features><bind/></features>");
        send("<iq type='result' id='" + id(receive()) + "'><bind><jid>1001@example.com/connects</jid></bind></iq>");
        receive(); // presence
    }

    static String event(String id, String payload) {
        return "<message from='pubsub.example.com'><event><items node='/n'><item id='" + id + "'><notification>"
                + payload + "</notification></item></items></event></message>";
    }

    /** Reads and says nothing until the client goes. */
    void listenOnly() throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // what it says is of no matter
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (socket != null) {
            socket.close();
        }
    }
}
