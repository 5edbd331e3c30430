package io.connects.simulators.mri;

import io.connects.simulators.cce.CceAgent;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.LittleCce;
import io.connects.simulators.cce.MediaRoutingDomain;
import io.connects.simulators.cce.ScriptSelector;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * An MR PG by itself: connects to an application, and behind it a sample CCE whose agents work by themselves. Each chosen agent starts the task
 * at once and ends it after a while.
 *
 * <p>The sample has the media routing domains 5001 and 5003, the script selectors {@code 8000} (domain 5003, skill group 5100) and {@code
 * Web.Chat} (domain 5001, skill group 5101), and ten agents with the skill target ids 5011 to 5020 who serve both, three tasks of a domain at
 * once.
 */
public final class MrPgProgram implements AutoCloseable {
    /** Where applications listen for an MR PG by default. */
    public static final InetSocketAddress DEFAULT_APPLICATION =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 38001);

    private static final int MAIL = 5003;
    private static final int CHAT = 5001;
    private static final int MAIL_GROUP = 5100;
    private static final int CHAT_GROUP = 5101;
    private static final Duration WORK = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor scheduler = MrPgExtension.newScheduler();
    private final LittleCce cce;
    private final PrintWriter out;
    private final MrPg pg;

    private MrPgProgram(MrPgOptions options, SampleScript script, PrintWriter out) {
        this.out = out;
        CceOptions sample = sample(script);
        cce = new LittleCce(sample, InstantSource.system(), scheduler);
        sample.agents().forEach(this::workByItself);
        pg = new MrPg(options, cce);
    }

    /**
     * Starts it; it runs until it is closed.
     *
     * @param script what happens to every task
     * @param out gets a line for everything that happens to a task at an agent
     */
    public static MrPgProgram start(MrPgOptions options, SampleScript script, PrintWriter out) {
        var program = new MrPgProgram(options, script, out);
        options.sides()
                .forEach((side, addresses) ->
                        program.say("MR PG side " + side + " connects to " + addresses.applications() + ", dialect "
                                + options.dialect().name()));
        program.pg.start();
        return program;
    }

    private void workByItself(CceAgent agent) {
        cce.onOffered(agent.skillTargetId(), offered -> {
            var unused = cce.accept(offered.taskId())
                    .thenCompose(accepted ->
                            accepted ? cce.start(offered.taskId()) : CompletableFuture.completedFuture(false))
                    .thenAccept(started -> say(
                            "task " + offered.taskId() + (started ? " started by " : " lost by ") + agent.loginId()));
            var unusedTimer = scheduler.schedule(() -> end(offered.taskId()), WORK.toMillis(), TimeUnit.MILLISECONDS);
        });
        cce.onEnded(
                agent.skillTargetId(),
                ended -> say("task " + ended.taskId() + " " + ended.end() + " at " + agent.loginId()));
    }

    private void end(String taskId) {
        var unused = cce.end(taskId);
    }

    private static CceOptions sample(SampleScript script) {
        CceOptions.Builder options = CceOptions.builder()
                .domain(new MediaRoutingDomain(CHAT, Duration.ofSeconds(30), false))
                .domain(new MediaRoutingDomain(MAIL, Duration.ofSeconds(30), true))
                .skillGroup(MAIL_GROUP)
                .skillGroup(CHAT_GROUP)
                .selector(new ScriptSelector("8000", MAIL, script.of(MAIL_GROUP)))
                .selector(new ScriptSelector("Web.Chat", CHAT, script.of(CHAT_GROUP)));
        IntStream.rangeClosed(5011, 5020)
                .mapToObj(
                        id -> new CceAgent(id, "agent" + id, Set.of(MAIL_GROUP, CHAT_GROUP), Map.of(MAIL, 3, CHAT, 3)))
                .forEach(options::agent);
        return options.build();
    }

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Disconnects, and ends every thread. */
    @Override
    public void close() {
        pg.close();
        scheduler.shutdownNow();
    }
}
