package io.connects.mri.codec;

import io.connects.mri.message.RunScriptReq;

final class RunScriptReqCodec extends DialogueCodec<RunScriptReq> {
    private final Place invokeId;
    private final FloatPart floats;

    RunScriptReqCodec(Binding binding) {
        super(binding);
        invokeId = binding.place(Names.INVOKE_ID);
        floats = binding.floats();
    }

    @Override
    public RunScriptReq read(FrameReader in) {
        ReceivedFloats received = floats.read(in);
        return new RunScriptReq(
                dialogueId(in),
                sendSeqNo(in),
                in.u32(invokeId),
                received.text(FloatName.SCRIPT_ID),
                received.text(FloatName.SCRIPT_CONFIGURATION),
                received.variables());
    }

    @Override
    public int room(RunScriptReq message) {
        return floats.room(message.scriptId())
                + floats.room(message.scriptConfiguration())
                + floats.room(message.variables());
    }

    @Override
    void writeBody(RunScriptReq message, FrameWriter out) {
        out.number(invokeId, message.invokeId());
        floats.write(out, FloatName.SCRIPT_ID, message.scriptId());
        floats.write(out, FloatName.SCRIPT_CONFIGURATION, message.scriptConfiguration());
        floats.write(out, message.variables());
    }
}
