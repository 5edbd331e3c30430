package io.connects.finesse.xmpp.internal.transport;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Socket;

/**
 * Takes part in the upgrade to WebSocket, so that no more than a message of the limit is ever held: incoming frames are watched, and compression,
 * which OkHttp offers by itself and unpacks without a limit, is not offered.
 */
final class WebSocketGuard implements Interceptor {
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    private final int maxMessageBytes;

    WebSocketGuard(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(
                chain.request().newBuilder().removeHeader(EXTENSIONS).build());
        Socket socket = response.socket();
        if (socket == null) {
            return response; // not upgraded
        }
        if (response.header(EXTENSIONS) != null) {
            socket.cancel();
            throw new BadFrameException("an extension of WebSocket that was not asked for");
        }
        return response.newBuilder()
                .socket(new WatchedSocket(socket, new FrameWatch(maxMessageBytes)))
                .build();
    }
}
