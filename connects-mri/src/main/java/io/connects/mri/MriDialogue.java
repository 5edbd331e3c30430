package io.connects.mri;

/** A task that was handed to a session. Thread-safe. */
public interface MriDialogue {
    /**
     * Takes the task back with TERMINATE_DIALOGUE. An answer that comes within the cancel deadline still counts, for MRI has no known
     * confirmation; then the dialogue ends as cancelled. Without effect when it has ended.
     */
    void cancel();
}
