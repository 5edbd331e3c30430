package io.connects.examples.mri;

import io.connects.mri.MriListener;
import io.connects.mri.MriOptions;
import io.connects.mri.MriSession;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.SessionState;
import java.util.concurrent.CompletableFuture;

/** Waits for an MR PIM, submits one task and prints the answer. Arguments: port, media routing domain id, script selector. */
public final class RouteOneTask {
    private RouteOneTask() {}

    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            System.err.println("usage: RouteOneTask PORT MRD-ID SCRIPT-SELECTOR");
            System.exit(2);
        }
        int port = Integer.parseInt(arguments[0]);
        int mrdId = Integer.parseInt(arguments[1]);
        System.out.println(route(port, mrdId, arguments[2]));
    }

    static DialogueOutcome route(int port, int mrdId, String scriptSelector) {
        // tag::route[]
        var routing = new CompletableFuture<Void>();
        var listener = new MriListener() {
            @Override
            public void state(SessionState state, String reason) {
                if (state == SessionState.ROUTING) {
                    routing.complete(null);
                }
            }
        };
        try (var session = new MriSession(MriOptions.builder().port(port).build(), listener)) {
            session.start();
            routing.join(); // the MR PIM has connected and opened the session
            var outcome = new CompletableFuture<DialogueOutcome>();
            session.submit(NewTask.builder(mrdId, scriptSelector).build(), outcome::complete);
            return outcome.join();
        }
        // end::route[]
    }
}
