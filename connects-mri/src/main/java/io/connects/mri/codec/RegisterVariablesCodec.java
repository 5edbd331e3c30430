package io.connects.mri.codec;

import io.connects.mri.message.RegisterVariables;

final class RegisterVariablesCodec implements MessageCodec<RegisterVariables> {
    private final Place callVarsMask;
    private final FloatPart floats;

    RegisterVariablesCodec(Binding binding) {
        callVarsMask = binding.place(Names.CALL_VARS_MASK);
        floats = binding.floats();
    }

    @Override
    public RegisterVariables read(FrameReader in) {
        return new RegisterVariables((int) in.u32(callVarsMask) & 0xFFFF, floats.readRegistered(in));
    }

    @Override
    public void write(RegisterVariables message, FrameWriter out) {
        out.number(callVarsMask, message.callVarsMask());
        floats.writeRegistered(out, message.variables());
    }
}
