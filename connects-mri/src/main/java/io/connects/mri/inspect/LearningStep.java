package io.connects.mri.inspect;

import java.util.List;

/** One test task of a learning session. */
enum LearningStep {
    AGENT("a task that the script gives to an AGENT"),
    LABEL("a task that the script answers with a LABEL (Label node)"),
    RELEASE("a task that the script RELEASES (Release node)"),
    QUEUE("a task that QUEUES, with a Run External Script node");

    private final String what;

    LearningStep(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }

    /** The messages that may answer it, the likeliest first. */
    List<String> answers() {
        return switch (this) {
            case AGENT, LABEL -> List.of("DO_THIS_WITH_TASK");
            case RELEASE -> List.of("RELEASE", "NEW_TASK_FAILURE");
            case QUEUE -> List.of("RUN_SCRIPT_REQ");
        };
    }
}
