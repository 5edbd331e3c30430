package io.connects.simulators.finesse;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A pair to run by itself: two agents and their supervisor, with reason codes and a queue. */
public final class FinesseProgram {
    private FinesseProgram() {}

    /** Runs a pair of CCE 12.6 until Ctrl-C. */
    public static void main(String[] arguments) throws InterruptedException {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        FinessePair pair = run(FinesseFlavour.CCE, "12.6", false, out);
        Runtime.getRuntime().addShutdownHook(new Thread(pair::close));
        new CountDownLatch(1).await();
    }

    /**
     * Starts a pair and prints how to reach it. The caller closes it.
     *
     * @param release for example {@code 12.6}
     * @param plain whether to open plain HTTP ports too
     * @param out gets lines of {@code key value}
     */
    public static FinessePair run(FinesseFlavour flavour, String release, boolean plain, PrintWriter out) {
        FinesseOptions options = options(flavour, release, plain);
        FinessePair pair = new FinessePair(options);
        try {
            pair.start();
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
        out.println("authority " + pair.authorityPem());
        for (FinesseSide side : FinesseSide.values()) {
            FinesseNode node = pair.node(side);
            out.println("rest " + side + " " + (plain ? node.plainRest() : node.rest()));
            out.println("websocket " + side + " " + (plain ? node.plainWebSocket() : node.webSocket()));
            out.println("bosh " + side + " " + (plain ? node.plainBosh() : node.bosh()));
        }
        for (FinesseAgent agent : options.agents()) {
            out.println("agent " + agent.loginId() + " password "
                    + agent.password().reveal() + " extension " + agent.extension());
        }
        out.flush();
        return pair;
    }

    private static FinesseOptions options(FinesseFlavour flavour, String release, boolean plain) {
        FinesseOptions.Builder options = FinesseOptions.builder()
                .flavour(flavour)
                .release(release)
                .team(new FinesseTeam(1, "Service"))
                .reasonCode(new ReasonCode(11, ReasonCode.Category.NOT_READY, 101, "Break"))
                .reasonCode(new ReasonCode(12, ReasonCode.Category.NOT_READY, 102, "Meeting"))
                .reasonCode(new ReasonCode(21, ReasonCode.Category.LOGOUT, 201, "End of shift"))
                .wrapUpReason(new WrapUpReason(1, "Solved"))
                .agent(agent("1001", "Anna", "2001").build())
                .agent(agent("1002", "Bruno", "2002").build())
                .agent(agent("1003", "Chiara", "2003")
                        .supervises(1)
                        .administrator()
                        .build());
        if (flavour == FinesseFlavour.CCE) {
            options.queue(new FinesseQueue(1, "Service"));
        }
        return plain ? options.plain().build() : options.build();
    }

    private static FinesseAgent.Builder agent(String loginId, String name, String extension) {
        return FinesseAgent.builder(loginId, "secret" + loginId)
                .name(name, "Example")
                .extension(extension)
                .wrapUp(Duration.ofSeconds(15));
    }
}
