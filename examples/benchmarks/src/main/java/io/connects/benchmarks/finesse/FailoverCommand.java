package io.connects.benchmarks.finesse;

import io.connects.benchmarks.Machine;
import io.connects.finesse.FinesseListener;
import io.connects.finesse.FinesseSession;
import io.connects.finesse.message.User;
import io.connects.simulators.finesse.FinesseLedger.RequestEntry;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.finesse.FinesseSide;
import io.connects.simulators.finesse.UserState;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A session that watches many agents loses its node while the other is out of service: how long until what it knows is true, and what it asks for. */
@Command(
        name = "finesse-failover",
        mixinStandardHelpOptions = true,
        description =
                "Kills the node of a supervisor's session while the other is out of service, and counts what it reads when that is back.")
public final class FailoverCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_A_SECOND = 20;
    private static final long PATIENCE_SECONDS = 60;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--agents", paramLabel = "N", description = "Agents; default 1,000.", defaultValue = "1000")
    private int agents;

    @Option(names = "--teams", paramLabel = "N", description = "Teams; default 25.", defaultValue = "25")
    private int teams;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long no node serves; default 12.",
            defaultValue = "12")
    private int seconds;

    private record Live(Instant at, URI node) {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        var lives = new LinkedBlockingQueue<Live>();
        try (FinessePair pair = Centre.open("a", agents, 1, teams)) {
            setAll(pair, UserState.READY);
            var listener = new FinesseListener() {
                @Override
                public void live(URI node, boolean moved) {
                    lives.add(new Live(Instant.now(), node));
                }
            };
            try (FinesseSession session = Supervisor.open(Centre.line(pair), 0, teams, listener)) {
                Live first = lives.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (first == null) {
                    out.println("FAIL: the session did not begin");
                    return 1;
                }
                pair.faults().outOfService(FinesseSide.B, true);
                pair.faults().kill(FinesseSide.A);
                setAll(pair, UserState.NOT_READY);
                TimeUnit.SECONDS.sleep(seconds);
                Instant back = Instant.now();
                pair.faults().outOfService(FinesseSide.B, false);
                Live again = lives.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return report(out, pair, session, back, again == null ? null : again.at());
            }
        }
    }

    private void setAll(FinessePair pair, UserState state) {
        for (int agent = 0; agent < agents; agent++) {
            pair.setState("a" + agent, state, -1);
        }
    }

    private int report(
            PrintWriter out, FinessePair pair, FinesseSession session, Instant back, @Nullable Instant live) {
        if (live == null) {
            out.printf("FAIL: not live within %d s%n", PATIENCE_SECONDS);
            return 1;
        }
        Duration took = Duration.between(back, live);
        List<User> known = session.users().join();
        long right = known.stream()
                .filter(user -> user.loginId().startsWith("a"))
                .filter(user -> user.state().value().equals(UserState.NOT_READY.name()))
                .count();
        List<RequestEntry> gets = pair.ledger().requests().stream()
                .filter(request ->
                        request.method().equals("GET") && !request.at().isBefore(back))
                .toList();
        Map<String, Long> ofTeams = gets.stream()
                .filter(request -> request.path().contains("Team/"))
                .collect(Collectors.groupingBy(RequestEntry::path, Collectors.counting()));
        boolean onceEach = ofTeams.size() == teams && ofTeams.values().stream().allMatch(count -> count == 1);
        int most = most(gets);
        out.printf(
                "%,d agents in %d teams, no node for %d s: true again %.1f s after the other node is in service (%d allowed), %,d of %,d agents as they are now%n",
                agents, teams, seconds, took.toMillis() / 1e3, LIMIT.toSeconds(), right, agents);
        out.printf(
                "%d GETs at that node from then on, %d of %d teams, %s; %d in any one second at most (%d allowed)%n",
                gets.size(), ofTeams.size(), teams, onceEach ? "once each" : "not once each", most, MOST_A_SECOND);
        boolean passed = took.compareTo(LIMIT) <= 0 && right == agents && onceEach && most <= MOST_A_SECOND;
        out.println(passed ? "PASS" : "FAIL");
        return passed ? 0 : 1;
    }

    /** In any window of a second. */
    private static int most(List<RequestEntry> requests) {
        List<Instant> times = requests.stream().map(RequestEntry::at).sorted().toList();
        int most = 0;
        int begin = 0;
        for (int end = 0; end < times.size(); end++) {
            while (!times.get(begin).plusSeconds(1).isAfter(times.get(end))) {
                begin++;
            }
            most = Math.max(most, end - begin + 1);
        }
        return most;
    }
}
