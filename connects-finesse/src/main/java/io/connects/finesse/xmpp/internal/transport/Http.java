package io.connects.finesse.xmpp.internal.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** A caller's client, fit for a session. */
final class Http {
    private Http() {}

    /**
     * With no limits of its own but the one for connecting. The dispatcher is the session's, on the caller's threads: a WebSocket counts as a
     * running call as long as it lives, and a client has 64 of them.
     */
    static OkHttpClient.Builder of(OkHttpClient client, Duration connectTimeout) {
        return client.newBuilder()
                .dispatcher(new Dispatcher(client.dispatcher().executorService()))
                .cookieJar(CookieJar.NO_COOKIES)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(connectTimeout)
                .pingInterval(0, TimeUnit.MILLISECONDS)
                .callTimeout(0, TimeUnit.MILLISECONDS)
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .writeTimeout(0, TimeUnit.MILLISECONDS);
    }

    /** What went wrong, for people. */
    static String words(IOException e) {
        String message = e.getMessage() == null ? "" : ": " + e.getMessage();
        return (e instanceof SSLException ? "TLS: " : "") + e.getClass().getSimpleName() + message;
    }
}
