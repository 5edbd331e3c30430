package io.connects.sandbox;

import static io.connects.simulators.cce.Node.label;
import static io.connects.simulators.cce.Node.queueTo;
import static io.connects.simulators.cce.Node.release;
import static io.connects.simulators.cce.Node.repeat;
import static io.connects.simulators.cce.Node.runExternalScript;
import static io.connects.simulators.cce.Node.waitFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.host.ConnectsProgram;
import io.connects.mri.MriListener;
import io.connects.mri.MriOptions;
import io.connects.mri.MriSession;
import io.connects.mri.codec.Confidence;
import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.SessionState;
import io.connects.simulators.cce.CceAgent;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.MediaRoutingDomain;
import io.connects.simulators.cce.ReleaseCause;
import io.connects.simulators.cce.Script;
import io.connects.simulators.cce.ScriptSelector;
import io.connects.simulators.mri.Dialect;
import io.connects.simulators.mri.MrPgExtension;
import io.connects.simulators.mri.MrPgOptions;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An administrator finds out what a PIM speaks that differs from the built-in dialect in five rows, and the adapter routes with the result. */
class MriLearnTest {
    private static final int MRD = 5_003;
    private static final int GROUP = 5_100;
    private static final int NOBODY = 5_101;
    private static final int AGENT = 5_017;
    private static final DialectText BUILT_IN = MriDialect.ged125Like().text();
    private static final List<List<String>> DIFFERENT = List.of(
            List.of("session", "OPEN_REQ", "71"),
            List.of("session", "ROUTING_ENABLED", "201"),
            List.of("dialogue", "DO_THIS_WITH_TASK", "33"),
            List.of("dialogue", "RELEASE", "44"),
            List.of("floats", "Label", "60"));

    @RegisterExtension
    final MrPgExtension cisco = new MrPgExtension(() -> CceOptions.builder()
            .domain(new MediaRoutingDomain(MRD, Duration.ofSeconds(30), true))
            .skillGroup(GROUP)
            .skillGroup(NOBODY)
            .agent(new CceAgent(AGENT, "agent", Set.of(GROUP), Map.of(MRD, 5)))
            .selector(new ScriptSelector("8000", MRD, Script.queueTo(GROUP)))
            .selector(new ScriptSelector("8001", MRD, Script.of(label("Q_BACKLOG"))))
            .selector(new ScriptSelector("8002", MRD, Script.of(release(ReleaseCause.RELEASED))))
            .selector(new ScriptSelector(
                    "8003",
                    MRD,
                    Script.of(
                            queueTo(NOBODY),
                            repeat(
                                    runExternalScript("EWT", "seconds", Duration.ofSeconds(20)),
                                    waitFor(Duration.ofSeconds(30))))))
            .build());

    @TempDir
    Path directory;

    private static DialectText site() {
        DialectText site = BUILT_IN;
        for (List<String> row : DIFFERENT) {
            String value = site.value(row.get(0), row.get(1)).orElseThrow();
            site = site.with(row.get(0), row.get(1), value.replaceFirst("\\w+", row.get(2)), Confidence.PLACEHOLDER);
        }
        return site;
    }

    private static Dialect spoken(DialectText text) throws Exception {
        return Dialect.read(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private MrPgOptions pim(int port) throws Exception {
        return MrPgOptions.connectingTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .speaking(spoken(site()))
                .every(Duration.ofSeconds(2), Duration.ofMillis(200));
    }

    @Test
    void ends_with_a_site_dialect_that_routes() throws Exception {
        Path file = directory.resolve("site.dialect");
        TypedProgram learn = TypedProgram.start((in, out) -> new ConnectsProgram(
                        Map.of(), in, out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), stop -> {})
                .execute("mri", "learn", "--listen", "0", "--out", file.toString()));
        String listening = learn.await("Listening on port ");
        cisco.connect(pim(Integer.parseInt(listening.replaceAll("\\D+(\\d+).*", "$1"))));

        learn.await("Take OPEN_REQ = 71? [Y/n]");
        learn.type("y");
        learn.await("SELECTOR MRD-ID");
        learn.await("unknown type 201"); // the ROUTING_ENABLED of this PIM
        step(learn, "8000 5003");
        learn.await("Learnt: sure    [dialogue] DO_THIS_WITH_TASK = 33");
        learn.await("Step 2 of 4");
        step(learn, "8001 5003");
        learn.await("Learnt: sure    [floats] Label = 60");
        learn.await("Step 3 of 4");
        step(learn, "8002 5003");
        learn.await("Learnt: sure    [dialogue] RELEASE = 44");
        learn.await("Step 4 of 4");
        learn.type("8003 5003");
        learn.await("Queued: RUN_SCRIPT_REQ, answered.");
        learn.type("");
        learn.await("The site's dialect is in");
        learn.ends();

        DialectText learnt = DialectText.read(Files.newBufferedReader(file));
        for (List<String> row : DIFFERENT) {
            assertThat(learnt.value(row.get(0), row.get(1)).orElseThrow())
                    .as(row.get(1))
                    .startsWith(row.get(2) + " ");
        }
        assertThat(learnt.toString()).contains("of capture site.dialect.hex on ");
        assertRoutes(learnt.dialect());
    }

    private static void step(TypedProgram learn, String task) throws InterruptedException {
        learn.type(task);
        learn.await("Sent NEW_TASK");
        learn.await("Got ");
        learn.type("");
    }

    private void assertRoutes(MriDialect dialect) throws Exception {
        var routing = new CompletableFuture<Void>();
        var options = MriOptions.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .dialect(dialect)
                .build();
        try (var session = new MriSession(options, new MriListener() {
            @Override
            public void state(SessionState state, String reason) {
                if (state == SessionState.ROUTING) {
                    routing.complete(null);
                }
            }
        })) {
            session.start();
            cisco.connect(pim(session.address().getPort()));
            routing.get(30, TimeUnit.SECONDS);
            var ended = new CompletableFuture<DialogueOutcome>();
            session.submit(NewTask.builder(MRD, "8000").build(), outcome -> ended.complete(outcome));
            assertThat(ended.get(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            DialogueOutcome.Answered.class,
                            answered -> assertThat(answered.answer().agentSkillTargetId())
                                    .isEqualTo(AGENT));
        }
    }
}
