package io.connects.mri.codec;

import io.connects.mri.message.NewTaskFailure;

final class NewTaskFailureCodec implements MessageCodec<NewTaskFailure> {
    @Override
    public String row() {
        return "NEW_TASK_FAILURE";
    }

    @Override
    public Class<NewTaskFailure> message() {
        return NewTaskFailure.class;
    }

    @Override
    public void write(NewTaskFailure message, Body body) {
        body.number(Names.REASON_CODE, message.reasonCode());
    }

    @Override
    public NewTaskFailure read(Body body) {
        return new NewTaskFailure(
                body.u32(Names.DIALOGUE_ID), body.u32(Names.SEND_SEQ_NO), body.u32(Names.REASON_CODE));
    }

    @Override
    public boolean dialogue() {
        return true;
    }
}
