package io.connects.mri.codec;

import io.connects.mri.message.NewTask;

final class NewTaskCodec extends DialogueCodec<NewTask> {
    private final Place mrDomainId;
    private final Place previousTask;
    private final Place preferredAgent;
    private final Place service;
    private final FloatPart floats;

    NewTaskCodec(Binding binding) {
        super(binding);
        mrDomainId = binding.place(Names.MR_DOMAIN_ID);
        previousTask = binding.place(Names.PREVIOUS_TASK);
        preferredAgent = binding.place(Names.PREFERRED_AGENT);
        service = binding.place(Names.SERVICE);
        floats = binding.floats();
    }

    @Override
    public NewTask read(FrameReader in) {
        ReceivedFloats received = floats.read(in);
        return new NewTask(
                dialogueId(in),
                sendSeqNo(in),
                in.i32(mrDomainId),
                in.task(previousTask),
                in.id(preferredAgent),
                in.u32(service),
                received.textOrEmpty(FloatName.SCRIPT_SELECTOR),
                received.variables(),
                received.text(FloatName.APPLICATION_STRING_1),
                received.text(FloatName.APPLICATION_STRING_2));
    }

    @Override
    public int room(NewTask message) {
        return floats.room(message.scriptSelector())
                + floats.room(message.variables())
                + floats.room(message.applicationString1())
                + floats.room(message.applicationString2());
    }

    @Override
    void writeBody(NewTask message, FrameWriter out) {
        out.number(mrDomainId, message.mrDomainId());
        out.task(previousTask, message.previousTask());
        out.id(preferredAgent, message.preferredAgent());
        out.number(service, message.service());
        floats.write(out, FloatName.SCRIPT_SELECTOR, message.scriptSelector());
        floats.write(out, message.variables());
        floats.write(out, FloatName.APPLICATION_STRING_1, message.applicationString1());
        floats.write(out, FloatName.APPLICATION_STRING_2, message.applicationString2());
    }
}
