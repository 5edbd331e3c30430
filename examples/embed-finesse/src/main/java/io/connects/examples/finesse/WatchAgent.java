package io.connects.examples.finesse;

import io.connects.core.Secret;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseListener;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.FinesseSession;
import io.connects.finesse.message.Fact;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints what an agent does at a pair of Finesse servers, until it is ended.
 *
 * <p>Arguments: login id, URL of the first node, URL of the second. The password is in the environment as FINESSE_PASSWORD; FINESSE_CA may name a file of PEM
 * with the certificates of the nodes or of who has signed them.
 */
public final class WatchAgent {
    private WatchAgent() {}

    /** Runs until it is ended. */
    public static void main(String[] args) throws InterruptedException {
        String ca = System.getenv("FINESSE_CA");
        FinesseOptions options = FinesseOptions.builder()
                .nodes(URI.create(args[1]), URI.create(args[2]))
                .credentials(new FinesseCredentials.Password(args[0], Secret.of(System.getenv("FINESSE_PASSWORD"))))
                .trustFiles(ca == null ? List.of() : List.of(Path.of(ca)))
                .build();
        FinesseSession session = watch(options, System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(session::close));
        Thread.currentThread().join();
    }

    /** Prints what happens until the session is closed. */
    static FinesseSession watch(FinesseOptions options, Consumer<String> out) {
        // tag::watch[]
        var listener = new FinesseListener() {
            @Override
            public void live(URI node, boolean moved) {
                out.accept("true again, from " + node);
            }

            @Override
            public void stale(String why) {
                out.accept("may be old: " + why);
            }

            @Override
            public void fact(Fact fact) {
                if (fact instanceof Fact.UserChanged user) {
                    out.accept(user.now().loginId() + " is " + user.now().state());
                } else if (fact instanceof Fact.DialogAdded dialog) {
                    out.accept(dialog.now().mediaType() + " " + dialog.now().id() + " from "
                            + dialog.now().fromAddress());
                } else if (fact instanceof Fact.DialogRemoved dialog) {
                    out.accept("over: " + dialog.last().id());
                }
            }
        };
        FinesseSession session = FinesseSession.open(options, listener);
        // session.perform(UserRequests.ready("1001")) completes when the agent is ready
        // end::watch[]
        return session;
    }
}
