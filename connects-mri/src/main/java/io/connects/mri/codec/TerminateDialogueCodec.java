package io.connects.mri.codec;

import io.connects.mri.message.TerminateDialogue;

final class TerminateDialogueCodec implements MessageCodec<TerminateDialogue> {
    @Override
    public String row() {
        return "TERMINATE_DIALOGUE";
    }

    @Override
    public Class<TerminateDialogue> message() {
        return TerminateDialogue.class;
    }

    @Override
    public void write(TerminateDialogue message, Body body) {
        body.number(Names.REASON, message.reason());
    }

    @Override
    public TerminateDialogue read(Body body) {
        return new TerminateDialogue(body.u32(Names.DIALOGUE_ID), body.u32(Names.SEND_SEQ_NO), body.u32(Names.REASON));
    }

    @Override
    public boolean dialogue() {
        return true;
    }
}
