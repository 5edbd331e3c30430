package io.connects.mri.codec;

import io.connects.mri.message.RegisterVariables;

final class RegisterVariablesCodec implements MessageCodec<RegisterVariables> {
    @Override
    public String row() {
        return "REGISTER_VARIABLES";
    }

    @Override
    public Class<RegisterVariables> message() {
        return RegisterVariables.class;
    }

    @Override
    public void write(RegisterVariables message, Body body) {
        body.number(Names.CALL_VARS_MASK, message.callVarsMask());
        body.registered().putAll(message.variables());
    }

    @Override
    public RegisterVariables read(Body body) {
        return new RegisterVariables(body.i32(Names.CALL_VARS_MASK) & 0xFFFF, body.registered());
    }

    @Override
    public Floats floats() {
        return Floats.TEXTS;
    }
}
