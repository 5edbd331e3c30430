package io.connects.examples.sso;

import io.connects.core.http.ClientResources;
import io.connects.core.http.OwnResources;
import io.connects.sso.IssuedTokens;
import io.connects.sso.SessionListener;
import io.connects.sso.SessionOptions;
import io.connects.sso.TokenAnswer;
import io.connects.sso.TokenSession;
import io.connects.sso.finesse.FinesseSsoClient;
import io.connects.sso.finesse.UserNameForm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps a user signed in to Finesse after his browser has signed him in once.
 *
 * <p>Arguments: user, URL of the Finesse node such as {@code https://finesse-a.example.com:8445}. FINESSE_CA may name a file of PEM with the certificate of
 * the node or of who has signed it. On standard input it takes one line: the JSON text that the browser shows at the end of the sign-in.
 */
public final class StaySignedIn {
    private StaySignedIn() {}

    /** Runs until it is ended. */
    public static void main(String[] args) throws InterruptedException {
        String ca = System.getenv("FINESSE_CA");
        var own = new OwnResources("sso");
        ClientResources resources = own.resources().trusting(ca == null ? List.of() : List.of(Path.of(ca)));
        TokenSession session = stay(args[0], URI.create(args[1]), StaySignedIn::line, System.out::println, resources);
        Runtime.getRuntime().addShutdownHook(new Thread(session::close));
        Thread.currentThread().join();
    }

    private static byte[] line() {
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return String.valueOf(in.readLine()).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs in, and refreshes until the session is closed. */
    static TokenSession stay(
            String user,
            URI nodeUri,
            Supplier<byte[]> whatTheBrowserShows,
            Consumer<String> out,
            ClientResources resources) {
        // tag::stay[]
        var node = new FinesseSsoClient(nodeUri, UserNameForm.QUERY, Duration.ofSeconds(10), resources);
        out.accept("open in a browser: " + node.signInUri(user));
        IssuedTokens first = TokenAnswer.FINESSE.read(whatTheBrowserShows.get());
        var listener = new SessionListener() {
            @Override
            public void endsSoon(Duration left) {
                out.accept("sign in again within " + left.toMinutes() + " min");
            }

            @Override
            public void ended(End why) {
                out.accept("signed out: " + why);
            }
        };
        SessionOptions options = SessionOptions.builder().expectedUser(user).build();
        TokenSession session = TokenSession.begin(first, node.refresher(user), options, listener, resources);
        // session.token() is a bearer token for Finesse; session.reject(token) after a 401
        // session.moveTo(other.refresher(user)) when Finesse has failed over to another node
        // end::stay[]
        return session;
    }
}
