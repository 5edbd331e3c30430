package io.connects.finesse.xmpp.internal.transport;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Sink;
import okio.Socket;
import okio.Source;

/** The connection behind a WebSocket, whose incoming bytes are watched. */
final class WatchedSocket implements Socket {
    private final Socket socket;
    private final Source source;

    WatchedSocket(Socket socket, FrameWatch watch) {
        this.socket = socket;
        this.source = new ForwardingSource(socket.getSource()) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                var chunk = new Buffer();
                long count = super.read(chunk, byteCount);
                if (count > 0) {
                    byte[] bytes = chunk.readByteArray();
                    watch.accept(bytes);
                    sink.write(bytes);
                }
                return count;
            }
        };
    }

    @Override
    public Source getSource() {
        return source;
    }

    @Override
    public Sink getSink() {
        return socket.getSink();
    }

    @Override
    public void cancel() {
        socket.cancel();
    }
}
