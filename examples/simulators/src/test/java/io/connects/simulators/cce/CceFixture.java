package io.connects.simulators.cce;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.desktop.CiscoHand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A little CCE on virtual time: domains 5001 (chat) and 5003 (mail, interruptible), skill groups 100 and 200. */
final class CceFixture {
    static final int CHAT = 5001;
    static final int MAIL = 5003;

    final VirtualTime time = new VirtualTime();
    final LittleCce cce;
    final RoutingClient client;
    final List<RouteAnswer> answers = new ArrayList<>();
    final List<CiscoHand.Offered> offered = new ArrayList<>();
    final List<CiscoHand.Ended> ended = new ArrayList<>();
    private long dialogue;

    CceFixture(UnaryOperator<CceOptions.Builder> configuration) {
        CceOptions options = configuration
                .apply(CceOptions.builder()
                        .domain(new MediaRoutingDomain(CHAT, Duration.ofSeconds(30), false))
                        .domain(new MediaRoutingDomain(MAIL, Duration.ofSeconds(40), true))
                        .skillGroup(100)
                        .skillGroup(200)
                        .selector(new ScriptSelector("chat", CHAT, Script.queueTo(100)))
                        .selector(new ScriptSelector("mail", MAIL, Script.queueTo(100))))
                .build();
        cce = new LittleCce(options, time, time);
        options.agents().forEach(agent -> {
            cce.onOffered(agent.skillTargetId(), offered::add);
            cce.onEnded(agent.skillTargetId(), ended::add);
        });
        client = cce.attach("PG", answers::add);
    }

    static CceAgent agent(int id, int chats, int... groups) {
        return new CceAgent(
                id, "a" + id, Arrays.stream(groups).boxed().collect(Collectors.toSet()), Map.of(CHAT, chats, MAIL, 2));
    }

    static CceAgent agent(int id) {
        return new CceAgent(id, "a" + id, Set.of(100), Map.of(CHAT, 1, MAIL, 1));
    }

    long submit(String selector) {
        return submit(selector, null, Map.of());
    }

    long submit(String selector, @Nullable Integer preferred, Map<String, String> variables) {
        int mrd = selector.startsWith("mail") ? MAIL : CHAT;
        return submit(new RouteRequest(++dialogue, mrd, selector, preferred, null, variables));
    }

    long submit(RouteRequest request) {
        client.newTask(request);
        time.settle();
        return request.dialogue();
    }

    /** Which agent got this task; null while nobody has. */
    @Nullable
    Integer agentOf(long wanted) {
        return answers.stream()
                .filter(answer -> answer.request().dialogue() == wanted)
                .filter(RouteAnswer.AgentChosen.class::isInstance)
                .map(answer -> ((RouteAnswer.AgentChosen) answer).skillTargetId())
                .findFirst()
                .orElse(null);
    }

    String taskOf(long wanted) {
        return entry(wanted).taskId();
    }

    TaskEntry entry(long wanted) {
        return cce.ledger().tasks().stream()
                .filter(entry -> entry.request().dialogue() == wanted)
                .findFirst()
                .orElseThrow();
    }

    boolean start(long wanted) {
        return cce.accept(taskOf(wanted)).join() && cce.start(taskOf(wanted)).join();
    }

    void finish(long wanted) {
        assertThat(cce.end(taskOf(wanted))).isCompleted();
        time.settle();
    }

    void pass(int seconds) {
        time.pass(Duration.ofSeconds(seconds));
    }
}
