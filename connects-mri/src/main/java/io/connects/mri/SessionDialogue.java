package io.connects.mri;

import io.connects.mri.internal.engine.Dialogue;
import io.connects.mri.internal.engine.Event;

/** A dialogue as its submitter and as the engine see it: one object, of which thousands may be open. */
final class SessionDialogue extends Dialogue implements MriDialogue {
    final DialogueListener listener;

    private final SessionRunner runner;

    SessionDialogue(SessionRunner runner, DialogueListener listener) {
        this.runner = runner;
        this.listener = listener;
    }

    @Override
    public void cancel() {
        runner.post(new Event.Cancel(this));
    }
}
