package io.connects.mri.codec;

import io.connects.mri.message.NewTaskFailure;

final class NewTaskFailureCodec extends DialogueCodec<NewTaskFailure> {
    private final Place reasonCode;

    NewTaskFailureCodec(Binding binding) {
        super(binding);
        reasonCode = binding.place(Names.REASON_CODE);
    }

    @Override
    public NewTaskFailure read(FrameReader in) {
        return new NewTaskFailure(dialogueId(in), sendSeqNo(in), in.u32(reasonCode));
    }

    @Override
    void writeBody(NewTaskFailure message, FrameWriter out) {
        out.number(reasonCode, message.reasonCode());
    }
}
