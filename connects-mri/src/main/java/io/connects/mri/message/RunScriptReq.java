package io.connects.mri.message;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * RUN_SCRIPT_REQ: the script asks the application to do something while the task waits, such as to tell its customer the expected wait. That
 * scripts can is public (the node Run External Script); the layout is taken over from GED-125. Must be answered promptly.
 *
 * @param invokeId to be given back in the answer
 * @param scriptId name of the network VRU script; null for none
 * @param scriptConfiguration what the script was configured with; null for none
 * @param callVariables 1 to 10, to text; empty ones are left out
 * @param ecc name to value of scalar ECC variables
 */
public record RunScriptReq(
        long dialogueId,
        long sendSeqNo,
        long invokeId,
        @Nullable String scriptId,
        @Nullable String scriptConfiguration,
        SortedMap<Integer, String> callVariables,
        SortedMap<String, String> ecc)
        implements DialogueMessage {
    public RunScriptReq {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("invokeId", invokeId);
        callVariables = Variables.callVariables(callVariables);
        ecc = Variables.ecc(ecc);
    }
}
