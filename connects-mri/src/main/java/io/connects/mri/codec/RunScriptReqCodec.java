package io.connects.mri.codec;

import io.connects.mri.message.RunScriptReq;

final class RunScriptReqCodec implements MessageCodec<RunScriptReq> {
    @Override
    public String row() {
        return "RUN_SCRIPT_REQ";
    }

    @Override
    public Class<RunScriptReq> message() {
        return RunScriptReq.class;
    }

    @Override
    public void write(RunScriptReq message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
        body.text(Names.SCRIPT_ID, message.scriptId());
        body.text(Names.SCRIPT_CONFIGURATION, message.scriptConfiguration());
        body.variables(message.variables());
    }

    @Override
    public RunScriptReq read(Body body) {
        return new RunScriptReq(
                body.u32(Names.DIALOGUE_ID),
                body.u32(Names.SEND_SEQ_NO),
                body.u32(Names.INVOKE_ID),
                body.text(Names.SCRIPT_ID),
                body.text(Names.SCRIPT_CONFIGURATION),
                body.variables());
    }

    @Override
    public boolean dialogue() {
        return true;
    }

    @Override
    public Floats floats() {
        return Floats.VARIABLES;
    }
}
