package io.connects.sandbox;

import static org.awaitility.Awaitility.await;

import io.connects.core.Secret;
import io.connects.core.http.OwnResources;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseOptions;
import io.connects.host.ConnectsProgram;
import io.connects.simulators.desktop.FinesseHand;
import io.connects.simulators.finesse.FinesseAgent;
import io.connects.simulators.finesse.FinesseMedia;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.salesforce.SalesforceOrg;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * An org and a pair of Finesse servers: anna and boris are in both, and signed in nowhere. At Finesse there are an administrator, admin, and a supervisor
 * of anna's and boris's team, sue, too.
 */
final class Office implements AutoCloseable {
    static final int MRD = 5003;
    static final int ANNA = 5011;
    static final int BORIS = 5012;

    final SalesforceOrg org = new SalesforceOrg().start();
    final TaskSide tasks = new TaskSide();
    final FinessePair pair = new FinessePair(io.connects.simulators.finesse.FinesseOptions.builder()
                    .media(new FinesseMedia(MRD, "Cases", "", true))
                    .tasks(tasks, tasks)
                    .confirmation(Duration.ofMillis(1))
                    .agent(agent("anna", ANNA).build())
                    .agent(agent("boris", BORIS).build())
                    .agent(agent("admin", 0).administrator().build())
                    .agent(agent("sue", 0).supervises(1).build())
                    .build())
            .start();
    final String anna = user("anna");
    final String boris = user("boris");

    /** Where anna and boris work. */
    final FinesseHand hand;

    private final String queue = org.createQueue("Support", Duration.ofSeconds(20));
    private final OwnResources own = new OwnResources("office");

    /** What a command came to. */
    record Ended(int code, String out, String err) {}

    Office() {
        hand = new FinesseHand(
                new FinesseHand.Domain(MRD, 3, "callVariable10"),
                own.resources().trusting(List.of(pair.authorityPem())));
        hand.add(ANNA, "25011", session("anna"));
        hand.add(BORIS, "25012", session("boris"));
    }

    static FinesseAgent.Builder agent(String login, int skillTargetId) {
        return FinesseAgent.builder(login, "fixture-" + login)
                .skillTargetId(skillTargetId)
                .extension("2" + skillTargetId);
    }

    /** A user of the org with this login id. */
    String user(String login) {
        String id = org.createUser(login, 5);
        org.setFederationIdentifier(id, login);
        return id;
    }

    /** What a client of this user's needs. */
    FinesseOptions session(String login) {
        return FinesseOptions.builder()
                .nodes(pair.a().rest().resolve("/"), pair.b().rest().resolve("/"))
                .notifications(pair.a().webSocketWithRest(), pair.b().webSocketWithRest())
                .credentials(new FinesseCredentials.Password(login, Secret.of("fixture-" + login)))
                .trustFiles(List.of(pair.authorityPem()))
                .askAgain(Duration.ofMillis(300))
                .build();
    }

    /** Signs anna and boris in everywhere. */
    void open() {
        org.online(anna);
        org.online(boris);
        hand.open().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /**
     * A configuration.
     *
     * @param account login id at Finesse
     * @param source who the agents are
     * @param more further lines of the route
     */
    String configured(String account, String source, String... more) {
        return """
                routes:
                  - name: here
                    cisco: {product: PCCE, release: "12.6"}
                    salesforce: {loginUri: "%s", clientId: "%s", clientSecret: "${env:SECRET}", feed: none}
                    mri: {port: 0, bindAddress: 127.0.0.1, allowedHosts: [127.0.0.1]}
                    queues:
                      - {queueId: %s, mrdId: 5003, scriptSelector: "8000", startTimeout: 30s, pushTimeout: 20s}
                    finesse:
                      nodes: ["%s", "%s"]
                      notifications: ["%s", "%s"]
                      user: %s
                      password: ${env:PASSWORD}
                      trustFiles: ["%s"]
                      agents: %s
                """.formatted(
                                org.uri(),
                                org.clientId(),
                                queue,
                                pair.a().rest().resolve("/"),
                                pair.b().rest().resolve("/"),
                                pair.a().webSocketWithRest(),
                                pair.b().webSocketWithRest(),
                                account,
                                pair.authorityPem(),
                                source)
                + String.join("\n", more).indent(4);
    }

    Map<String, String> environment(String password) {
        return Map.of("SECRET", org.clientSecret(), "PASSWORD", password);
    }

    /**
     * Runs a command to its end.
     *
     * @param onTermination is given what to do when it is told to end
     */
    Ended connects(String yaml, String password, StringWriter out, Consumer<Runnable> onTermination, String... command)
            throws IOException {
        Path file = Files.writeString(Files.createTempFile("office", ".yaml"), yaml);
        var err = new StringWriter();
        String[] words = List.of(command).toArray(new String[command.length + 2]);
        words[command.length] = "--config";
        words[command.length + 1] = file.toString();
        try {
            int code = new ConnectsProgram(
                            environment(password),
                            InputStream.nullInputStream(),
                            new PrintWriter(out, true),
                            new PrintWriter(err, true),
                            onTermination)
                    .execute(words);
            return new Ended(code, out.toString(), err.toString());
        } finally {
            Files.delete(file);
        }
    }

    /** Waits for what comes over real connections. */
    static void until(String what, BooleanSupplier condition) {
        await(what).atMost(Duration.ofSeconds(60)).until(condition::getAsBoolean);
    }

    @Override
    public void close() {
        hand.close();
        own.close();
        pair.close();
        org.close();
    }
}
