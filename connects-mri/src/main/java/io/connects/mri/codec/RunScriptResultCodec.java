package io.connects.mri.codec;

import io.connects.mri.message.RunScriptResult;

final class RunScriptResultCodec extends DialogueCodec<RunScriptResult> {
    private final Place invokeId;
    private final Place resultCode;
    private final FloatPart floats;

    RunScriptResultCodec(Binding binding) {
        super(binding);
        invokeId = binding.place(Names.INVOKE_ID);
        resultCode = binding.place(Names.RESULT_CODE);
        floats = binding.floats();
    }

    @Override
    public RunScriptResult read(FrameReader in) {
        return new RunScriptResult(
                dialogueId(in),
                sendSeqNo(in),
                in.u32(invokeId),
                in.u32(resultCode),
                floats.read(in).variables());
    }

    @Override
    public int room(RunScriptResult message) {
        return floats.room(message.variables());
    }

    @Override
    void writeBody(RunScriptResult message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
        out.number(resultCode, message.resultCode());
        floats.write(out, message.variables());
    }
}
