package io.connects.mri.codec;

import io.connects.mri.message.DialogueMessage;

/** What the codecs of dialogue messages share: the dialogue header. */
abstract class DialogueCodec<M extends DialogueMessage> implements MessageCodec<M> {
    private final Place dialogueId;
    private final Place sendSeqNo;

    DialogueCodec(Binding binding) {
        dialogueId = binding.place(Names.DIALOGUE_ID);
        sendSeqNo = binding.place(Names.SEND_SEQ_NO);
    }

    final long dialogueId(FrameReader in) {
        return in.u32(dialogueId);
    }

    final long sendSeqNo(FrameReader in) {
        return in.u32(sendSeqNo);
    }

    @Override
    public final void write(M message, FrameWriter out) {
        out.number(dialogueId, message.dialogueId());
        out.number(sendSeqNo, message.sendSeqNo());
        writeBody(message, out);
    }

    /** Everything but the dialogue header. */
    abstract void writeBody(M message, FrameWriter out);
}
