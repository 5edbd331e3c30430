package io.connects.simulators.mri;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open dialogues of one session: their sequence numbers, and what their scripts asked. Not thread-safe. */
final class Dialogues {
    private final long first;
    private final Map<Long, Dialogue> open = new HashMap<>();

    Dialogues(int firstSequence) {
        first = firstSequence;
    }

    /**
     * A RUN_SCRIPT_REQ without an answer.
     *
     * @param number the router's
     */
    record Question(long invokeId, long number) {}

    /** One dialogue. */
    static final class Dialogue {
        private long expected;
        private long next;

        @Nullable
        Question question;

        private Dialogue(long first) {
            expected = first;
            next = first;
        }

        /** The sequence number of the next message to the application. */
        long nextToSend() {
            return next++;
        }

        /** Whether this sequence number is the one that comes next; from now on the one behind it does. */
        boolean isNext(long sequence) {
            return sequence == expected++;
        }
    }

    /** Opens a dialogue with its first message. */
    void open(long id) {
        Dialogue dialogue = new Dialogue(first);
        dialogue.expected++;
        open.put(id, dialogue);
    }

    @Nullable
    Dialogue get(long id) {
        return open.get(id);
    }

    @Nullable
    Dialogue close(long id) {
        return open.remove(id);
    }
}
