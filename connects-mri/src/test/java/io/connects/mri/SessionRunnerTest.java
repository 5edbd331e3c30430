package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.OpenReq;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SessionRunnerTest {
    private static final long SECOND = 1_000_000_000L;

    private final FakeTransport transport = new FakeTransport();
    /** Callbacks that nobody has run yet. */
    private final Queue<Runnable> callbacks = new ArrayDeque<>();

    private final SessionRunner runner = new SessionRunner(
            MriOptions.builder().build(), new MriListener() {}, new Callbacks(callbacks::add), () -> transport.now);

    private void open() {
        runner.start(transport, () -> {});
        runner.connected(1, "peer");
        runner.received(1, new OpenReq(1, 1, 20_000));
        transport.deeds.clear();
    }

    private void runCallbacks() {
        for (Runnable next = callbacks.poll(); next != null; next = callbacks.poll()) {
            next.run();
        }
    }

    private void skip(int frames) {
        for (int i = 0; i < frames; i++) {
            runner.skipped(1, new ProtocolViolationException("no sense", 0, new byte[] {1}));
        }
    }

    @Test
    void malformed_frames_alone_pause_reading_until_callbacks_have_caught_up() {
        open();
        skip(Callbacks.MANY - 1); // the state's callback waits too
        assertThat(transport.deeds).isEmpty();
        skip(1);
        assertThat(transport.deeds).containsExactly("pause");
        runCallbacks();
        assertThat(transport.deeds).containsExactly("pause", "resume");
    }

    @Test
    void a_stalled_callback_does_not_end_the_session() {
        open();
        skip(Callbacks.MANY);
        transport.pass(3600 * SECOND);
        assertThat(transport.deeds).containsExactly("pause");
        runCallbacks();
        transport.pass(20 * SECOND - 1);
        assertThat(transport.deeds).containsExactly("pause", "resume");
        transport.pass(1);
        assertThat(transport.deeds).containsExactly("pause", "resume", "disconnect silent for too long");
    }
}
