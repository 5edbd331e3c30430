package io.connects.mri.codec;

import io.connects.mri.message.RunScriptResult;

final class RunScriptResultCodec implements MessageCodec<RunScriptResult> {
    @Override
    public String row() {
        return "RUN_SCRIPT_RESULT";
    }

    @Override
    public Class<RunScriptResult> message() {
        return RunScriptResult.class;
    }

    @Override
    public void write(RunScriptResult message, Body body) {
        body.number(Names.INVOKE_ID, message.invokeId());
        body.number(Names.RESULT_CODE, message.resultCode());
        body.variables(message.variables());
    }

    @Override
    public RunScriptResult read(Body body) {
        return new RunScriptResult(
                body.u32(Names.DIALOGUE_ID),
                body.u32(Names.SEND_SEQ_NO),
                body.u32(Names.INVOKE_ID),
                body.u32(Names.RESULT_CODE),
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
