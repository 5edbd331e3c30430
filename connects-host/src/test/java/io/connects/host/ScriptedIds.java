package io.connects.host;

import io.connects.core.http.TestCertificate;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/**
 * An identity service of opaque tokens, over TLS on {@code localhost}, that signs everybody in who sends a form. It answers as it is told to, or else that
 * all is well.
 */
final class ScriptedIds implements AutoCloseable {
    static final String CODE = "c0de-1";
    static final String ISSUED =
            "{\"access_token\":\"acc3ss-1\",\"refresh_token\":\"r3fresh-1\",\"expires_in\":3600,\"user_id\":\"jdoe\"}";
    static final String RENEWED =
            "{\"access_token\":\"acc3ss-2\",\"refresh_token\":\"r3fresh-2\",\"expires_in\":3600,\"user_id\":\"jdoe\"}";
    static final List<String> SECRETS = List.of(CODE, "acc3ss-1", "r3fresh-1", "acc3ss-2", "r3fresh-2");

    private static final String FORM = "<form method=post><input name=user><input type=password name=word></form>";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ScriptedIds(TestCertificate certificate) throws Exception {
        answer("GET authorize", 200, FORM);
        answer("code", 200, ISSUED);
        answer("refresh", 200, RENEWED);
        answer("revoke", 200, "");
        answer("public", 200, "no key, for nothing is signed");
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answered(request);
            }
        });
        server.useHttps(tls(certificate).getSocketFactory());
        server.start(InetAddress.getByName("localhost"), 0);
    }

    private static SSLContext tls(TestCertificate certificate) throws Exception {
        char[] password = TestCertificate.PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(certificate.store())) {
            store.load(file, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private MockResponse answered(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        String what = path.substring(path.lastIndexOf('/') + 1);
        if (what.equals("authorize")) {
            asked.add(request.getMethod() + " authorize");
            return request.getMethod().equals("GET") ? answers.get("GET authorize") : redirect(request.getUrl());
        }
        if (what.equals("token")) {
            what = body.contains("grant_type=refresh_token") ? "refresh" : "code";
        }
        asked.add(what.equals("revoke") ? "revoke " + body.replace("token=", "") : what);
        return answers.getOrDefault(what, new MockResponse.Builder().code(404).build());
    }

    private static MockResponse redirect(HttpUrl asked) {
        return new MockResponse.Builder()
                .code(302)
                .addHeader(
                        "Location",
                        asked.queryParameter("redirect_uri") + "?code=" + CODE + "&state="
                                + asked.queryParameter("state"))
                .build();
    }

    /** From now on the answer to one kind of question: {@code GET authorize}, {@code code}, {@code refresh}, {@code revoke} or {@code public}. */
    void answer(String what, int status, String body) {
        answers.put(what, new MockResponse.Builder().code(status).body(body).build());
    }

    /** From now on the sign-in page is elsewhere. */
    void signInAt(String address) {
        answers.put(
                "GET authorize",
                new MockResponse.Builder()
                        .code(302)
                        .addHeader("Location", address)
                        .build());
    }

    /** What was asked, in order; a revocation with its token. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    String uri() {
        return "https://localhost:" + server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
