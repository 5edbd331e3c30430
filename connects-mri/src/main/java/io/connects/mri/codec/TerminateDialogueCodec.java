package io.connects.mri.codec;

import io.connects.mri.message.TerminateDialogue;

final class TerminateDialogueCodec extends DialogueCodec<TerminateDialogue> {
    private final Place reason;

    TerminateDialogueCodec(Binding binding) {
        super(binding);
        reason = binding.place(Names.REASON);
    }

    @Override
    public TerminateDialogue read(FrameReader in) {
        return new TerminateDialogue(dialogueId(in), sendSeqNo(in), in.u32(reason));
    }

    @Override
    void writeBody(TerminateDialogue message, FrameWriter out) {
        out.number(reason, message.reason());
    }
}
