package io.connects.mri.message;

import java.util.Objects;

/**
 * RUN_SCRIPT_RESULT: the application's answer to RUN_SCRIPT_REQ. Taken over from GED-125.
 *
 * @param invokeId that of the request
 * @param resultCode the dialect's {@code script-result-ok} when the request was understood
 * @param variables call variables and ECC variables
 */
public record RunScriptResult(long dialogueId, long sendSeqNo, long invokeId, long resultCode, TaskVariables variables)
        implements DialogueMessage {
    public RunScriptResult {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("invokeId", invokeId);
        Numbers.checkU32("resultCode", resultCode);
        Objects.requireNonNull(variables, "variables");
    }
}
