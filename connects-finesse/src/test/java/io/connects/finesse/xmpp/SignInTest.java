package io.connects.finesse.xmpp;

import static io.connects.finesse.xmpp.TestSessions.end;
import static io.connects.finesse.xmpp.TestSessions.options;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.Secret;
import io.connects.core.TokenSource;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.xmpp.message.XmppEnd;
import io.connects.finesse.xmpp.message.XmppEnd.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Credentials: where they go, and where not. */
@Timeout(60)
final class SignInTest {
    private final TestSessions sessions = new TestSessions();
    private final Heard heard = new Heard();

    @AfterEach
    void stop() {
        sessions.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void credentials_are_in_no_log() throws Exception {
        var root = (Logger) LoggerFactory.getLogger("io.connects");
        var lines = new ListAppender<ILoggingEvent>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        try {
            signInAndLeave();
        } finally {
            root.setLevel(null);
            root.detachAppender(lines);
        }
        String response = Base64.getEncoder().encodeToString(bytes("\0" + "1001\0" + TestSessions.PASSWORD));
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains(">****</auth>"))
                .noneMatch(line -> line.contains(TestSessions.PASSWORD) || line.contains(response));
    }

    private void signInAndLeave() throws Exception {
        try (var peer = new WebSocketPeer(WebSocketPeer::login)) {
            end(sessions.open(options(peer.uri()).build(), heard));
        }
    }

    private static final class Tokens implements TokenSource {
        final List<Secret> rejected = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Secret> token;

        Tokens(CompletableFuture<Secret> token) {
            this.token = token;
        }

        @Override
        public CompletableFuture<Secret> token() {
            return token;
        }

        @Override
        public void reject(Secret refused) {
            rejected.add(refused);
        }
    }

    private XmppEnd endWithToken(Tokens tokens, WebSocketPeer.Script script) throws Exception {
        try (var peer = new WebSocketPeer(script)) {
            return end(sessions.open(
                    options(peer.uri())
                            .credentials(new FinesseCredentials.AccessToken("1001", tokens))
                            .build(),
                    heard));
        }
    }

    @Test
    void a_token_takes_the_passwords_place_and_is_rejected_when_refused() throws Exception {
        var tokens = new Tokens(CompletableFuture.completedFuture(Secret.of("t0ken")));
        var auth = new CopyOnWriteArrayList<String>();
        XmppEnd end = endWithToken(tokens, peer -> {
            peer.upgrade();
            peer.receive();
            peer.send(WebSocketPeer.MECHANISMS);
            auth.add(peer.receive());
            peer.send("<failure><not-authorized/></failure>");
            peer.listenOnly();
        });
        assertThat(auth.get(0)).contains(Base64.getEncoder().encodeToString(bytes("\0" + "1001\0t0ken")));
        assertThat(end.kind()).isEqualTo(Kind.AUTH_FAILED);
        assertThat(tokens.rejected).containsExactly(Secret.of("t0ken"));
    }

    @Test
    void without_a_token_nothing_is_tried() throws Exception {
        WebSocketPeer.Script offer = peer -> {
            peer.upgrade();
            peer.receive();
            peer.send(WebSocketPeer.MECHANISMS);
            peer.listenOnly();
        };
        var refused = new Tokens(CompletableFuture.failedFuture(new NotAuthorisedException("no", null)));
        assertThat(endWithToken(refused, offer).kind()).isEqualTo(Kind.AUTH_FAILED);
        var away = new Tokens(CompletableFuture.failedFuture(new PeerUnreachableException("away", null)));
        assertThat(endWithToken(away, offer).kind()).isEqualTo(Kind.UNREACHABLE);
    }
}
