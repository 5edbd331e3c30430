package io.connects.mri.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.TaskKey;
import io.connects.core.routing.TaskOutcome;
import io.connects.core.routing.TaskRequest;
import io.connects.core.routing.TaskRouter;
import io.connects.mri.MriOptions;
import io.connects.mri.ScriptedPim;
import io.connects.mri.message.NewTask;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final int DIALOGUES = 40_000;
    private static final long MOST_EACH = 300;

    /** Live heap, from the runtime's own figures: enough for a bound, not for a benchmark. */
    private static long liveHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void a_dialogue_takes_less_than_300_bytes_of_heap_and_none_when_it_has_ended() {
        var ended = new AtomicInteger();
        var router = new MriTaskRouter(
                MriOptions.builder()
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .maxUnsentBytes(64 * 1024 * 1024)
                        .build(),
                text -> text);
        router.start(new TaskRouter.Listener() {
            @Override
            public void state(TaskRouter.State state, String reason) {}

            @Override
            public void ended(TaskKey key, TaskOutcome outcome) {
                ended.incrementAndGet();
            }
        });
        List<TaskKey> keys = IntStream.range(0, DIALOGUES)
                .mapToObj(i -> new TaskKey("0JR" + i, 1))
                .toList();
        var request = new TaskRequest(5003, "8000", null, null, Map.of("callVariable1", "whatever a task carries"));
        try (ScriptedPim pim = ScriptedPim.open(router.address())) {
            submit(router, new TaskKey("warm", 1), request, pim);
            long before = liveHeap();
            keys.forEach(key -> submit(router, key, request, pim));
            long each = (liveHeap() - before) / DIALOGUES;
            assertThat(each).isBetween(50L, MOST_EACH);
        }
        router.close();
        assertThat(router.closed()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(ended).hasValue(DIALOGUES + 1);
    }

    private static void submit(MriTaskRouter router, TaskKey key, TaskRequest request, ScriptedPim pim) {
        router.submit(key, request);
        pim.next(NewTask.class);
    }
}
