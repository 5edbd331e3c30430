package io.connects.mri.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * RUN_SCRIPT_REQ: the script asks the application to do something while the task waits, such as to tell its customer the expected wait. That
 * scripts can is public (the node Run External Script); the layout is taken over from GED-125. Must be answered promptly.
 *
 * @param invokeId to be given back in the answer
 * @param scriptId name of the network VRU script; null for none
 * @param scriptConfiguration what the script was configured with; null for none
 * @param variables call variables and ECC variables
 */
public record RunScriptReq(
        long dialogueId,
        long sendSeqNo,
        long invokeId,
        @Nullable String scriptId,
        @Nullable String scriptConfiguration,
        TaskVariables variables)
        implements DialogueMessage {
    public RunScriptReq {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("invokeId", invokeId);
        Objects.requireNonNull(variables, "variables");
    }
}
