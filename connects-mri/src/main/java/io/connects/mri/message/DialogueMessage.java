package io.connects.mri.message;

/** A message of the conversation about one task. */
public sealed interface DialogueMessage extends MriMessage
        permits NewTask,
                DoThisWithTask,
                NewTaskFailure,
                RunScriptReq,
                RunScriptResult,
                Cancel,
                Release,
                DialogueFailureConf,
                EventReport,
                TerminateDialogue {
    /** Names the dialogue within its session; the application allocates it. */
    long dialogueId();

    /** Counts the messages of this dialogue in this direction. */
    long sendSeqNo();
}
