package io.connects.simulators.cce;

import java.util.Objects;

/** What congestion control does with a task that it rejects. */
public sealed interface CongestionTreatment {
    /** Fails the dialogue with REQUEST_REFUSED. */
    record FailDialogue() implements CongestionTreatment {}

    /** Releases the task. */
    record Release() implements CongestionTreatment {}

    /** Answers with a label. */
    record DefaultLabel(String label) implements CongestionTreatment {
        public DefaultLabel {
            Objects.requireNonNull(label, "label");
        }
    }
}
