package io.connects.simulators.finesse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What waits in the queues of voice, as a test says, and who works for them: every agent for every queue. Guarded by the pair's monitor. */
final class QueueStatistics {
    private final PairCore core;
    private final Map<Integer, Integer> waiting = new HashMap<>();

    QueueStatistics(PairCore core) {
        this.core = core;
    }

    Optional<FinesseQueue> find(int id) {
        return core.options.queues.stream().filter(queue -> queue.id() == id).findFirst();
    }

    void set(int id, int calls) {
        FinesseQueue queue =
                find(id).orElseThrow(() -> new IllegalArgumentException("queueId: there is no queue " + id));
        waiting.put(id, calls);
        core.publisher.put(PubSubNodes.queue(id), PubSubNodes.queue(id), write(queue), "");
    }

    Element write(FinesseQueue queue) {
        int calls = waiting.getOrDefault(queue.id(), 0);
        Element statistics = Element.of("statistics")
                .child("callsInQueue", calls)
                .child("startTimeOfLongestCallInQueue", calls == 0 ? "" : UserXml.time(core.now()))
                .child("agentsReady", in(UserState.READY))
                .child("agentsNotReady", in(UserState.NOT_READY))
                .child("agentsTalkingInbound", in(UserState.TALKING))
                .child("agentsTalkingOutbound", 0)
                .child("agentsTalkingInternal", 0)
                .child("agentsWrapUpNotReady", in(UserState.WORK))
                .child("agentsWrapUpReady", in(UserState.WORK_READY));
        return Element.of("Queue")
                .child("uri", PubSubNodes.queue(queue.id()))
                .child("id", queue.id())
                .child("name", queue.name())
                .add(statistics);
    }

    private long in(UserState state) {
        return core.agents().stream().filter(agent -> agent.state == state).count();
    }
}
