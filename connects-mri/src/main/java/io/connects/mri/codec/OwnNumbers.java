package io.connects.mri.codec;

import io.connects.mri.message.RegisterVariables;
import java.util.Optional;

/** The numbers that a dialect makes us write: each must fit into the fields that are to hold it. */
record OwnNumbers(long nullId, long firstSequence, long scriptResultOk) {
    /** What a field of this name and type would have to hold and cannot; empty when there is no such number. */
    Optional<String> tooWide(String field, FieldType type) {
        return switch (field) {
            case Names.PREFERRED_AGENT, Names.AGENT, Names.SKILL_GROUP, Names.SERVICE_TARGET ->
                unlessHeld(type, nullId, "null-id");
            case Names.SEND_SEQ_NO -> unlessHeld(type, firstSequence, "first-sequence");
            case Names.RESULT_CODE -> unlessHeld(type, scriptResultOk, "script-result-ok");
            case Names.CALL_VARS_MASK -> unlessHeld(type, RegisterVariables.ALL_CALL_VARIABLES, "all call variables");
            default -> Optional.empty();
        };
    }

    private static Optional<String> unlessHeld(FieldType type, long number, String name) {
        // A number in a taskid has a fault of its own.
        boolean held = type == FieldType.TASKID || type.holds(number);
        return held ? Optional.empty() : Optional.of(name + ", " + number);
    }
}
