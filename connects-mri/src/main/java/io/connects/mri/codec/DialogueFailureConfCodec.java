package io.connects.mri.codec;

import io.connects.mri.message.DialogueFailureConf;

final class DialogueFailureConfCodec implements MessageCodec<DialogueFailureConf> {
    @Override
    public String row() {
        return "DIALOGUE_FAILURE_CONF";
    }

    @Override
    public Class<DialogueFailureConf> message() {
        return DialogueFailureConf.class;
    }

    @Override
    public void write(DialogueFailureConf message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
        body.number(Names.ERROR_CODE, message.errorCode());
    }

    @Override
    public DialogueFailureConf read(Body body) {
        return new DialogueFailureConf(
                body.u32(Names.DIALOGUE_ID),
                body.u32(Names.SEND_SEQ_NO),
                body.u32(Names.INVOKE_ID),
                body.u32(Names.ERROR_CODE));
    }

    @Override
    public boolean dialogue() {
        return true;
    }
}
