package io.connects.examples.mri;

import io.connects.mri.MriListener;
import io.connects.mri.MriOptions;
import io.connects.mri.Resubmitter;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.NewTask;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Submits tasks that outlive lost sessions, and prints the answers. Arguments: port, media routing domain id, script selectors. An application
 * with a routing engine of its own uses {@link RouteOneTask}'s session instead.
 */
public final class KeepTasks {
    private static final int MOST_TASKS = 1_000;

    private KeepTasks() {}

    public static void main(String[] arguments) {
        if (arguments.length < 3) {
            System.err.println("usage: KeepTasks PORT MRD-ID SCRIPT-SELECTOR...");
            System.exit(2);
        }
        List<String> selectors = List.of(arguments).subList(2, arguments.length);
        route(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), selectors)
                .forEach(System.out::println);
    }

    static List<DialogueOutcome> route(int port, int mrdId, List<String> scriptSelectors) {
        MriOptions options = MriOptions.builder().port(port).build();
        try (var tasks = new Resubmitter(options, new MriListener() {}, MOST_TASKS)) {
            tasks.start();
            List<CompletableFuture<DialogueOutcome>> outcomes = scriptSelectors.stream()
                    .map(selector -> {
                        var outcome = new CompletableFuture<DialogueOutcome>();
                        tasks.submit(NewTask.builder(mrdId, selector).build(), outcome::complete);
                        return outcome;
                    })
                    .toList();
            return outcomes.stream().map(CompletableFuture::join).toList();
        }
    }
}
