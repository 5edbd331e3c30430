package io.connects.mri.message;

import java.util.SortedMap;

/**
 * RUN_SCRIPT_RESULT: the application's answer to RUN_SCRIPT_REQ. Taken over from GED-125.
 *
 * @param invokeId that of the request
 * @param resultCode the dialect's {@code script-result-ok} when the request was understood
 * @param callVariables 1 to 10, to text; empty ones are left out
 * @param ecc name to value of scalar ECC variables
 */
public record RunScriptResult(
        long dialogueId,
        long sendSeqNo,
        long invokeId,
        long resultCode,
        SortedMap<Integer, String> callVariables,
        SortedMap<String, String> ecc)
        implements DialogueMessage {
    public RunScriptResult {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("invokeId", invokeId);
        Numbers.checkU32("resultCode", resultCode);
        callVariables = Variables.callVariables(callVariables);
        ecc = Variables.ecc(ecc);
    }
}
