package io.connects.mri.codec;

import io.connects.mri.message.DialogueFailureConf;

final class DialogueFailureConfCodec extends DialogueCodec<DialogueFailureConf> {
    private final Place invokeId;
    private final Place errorCode;

    DialogueFailureConfCodec(Binding binding) {
        super(binding);
        invokeId = binding.place(Names.INVOKE_ID);
        errorCode = binding.place(Names.ERROR_CODE);
    }

    @Override
    public DialogueFailureConf read(FrameReader in) {
        return new DialogueFailureConf(dialogueId(in), sendSeqNo(in), in.u32(invokeId), in.u32(errorCode));
    }

    @Override
    void writeBody(DialogueFailureConf message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
        out.number(errorCode, message.errorCode());
    }
}
