package io.connects.mri.codec;

import io.connects.mri.message.DoThisWithTask;

final class DoThisWithTaskCodec extends DialogueCodec<DoThisWithTask> {
    private final Place taskId;
    private final Place agent;
    private final Place skillGroup;
    private final Place service;
    private final Place mrDomainId;
    private final Place labelType;
    private final FloatPart floats;

    DoThisWithTaskCodec(Binding binding) {
        super(binding);
        taskId = binding.place(Names.TASK_ID);
        agent = binding.place(Names.AGENT);
        skillGroup = binding.place(Names.SKILL_GROUP);
        service = binding.place(Names.SERVICE_TARGET);
        mrDomainId = binding.place(Names.MR_DOMAIN_ID);
        labelType = binding.place(Names.LABEL_TYPE);
        floats = binding.floats();
    }

    @Override
    public DoThisWithTask read(FrameReader in) {
        ReceivedFloats received = floats.read(in);
        return new DoThisWithTask(
                dialogueId(in),
                sendSeqNo(in),
                in.task(taskId),
                in.id(agent),
                in.id(skillGroup),
                in.id(service),
                in.i32(mrDomainId),
                in.u32(labelType),
                received.text(FloatName.LABEL),
                received.variables());
    }

    @Override
    public int room(DoThisWithTask message) {
        return floats.room(message.label()) + floats.room(message.variables());
    }

    @Override
    void writeBody(DoThisWithTask message, FrameWriter out) {
        out.task(taskId, message.taskId());
        out.id(agent, message.agentSkillTargetId());
        out.id(skillGroup, message.skillGroupSkillTargetId());
        out.id(service, message.serviceSkillTargetId());
        out.number(mrDomainId, message.mrDomainId());
        out.number(labelType, message.labelType());
        floats.write(out, FloatName.LABEL, message.label());
        floats.write(out, message.variables());
    }
}
