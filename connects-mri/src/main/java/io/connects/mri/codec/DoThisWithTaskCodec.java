package io.connects.mri.codec;

import io.connects.mri.message.DoThisWithTask;
import java.util.List;

final class DoThisWithTaskCodec implements MessageCodec<DoThisWithTask> {
    @Override
    public String row() {
        return "DO_THIS_WITH_TASK";
    }

    @Override
    public Class<DoThisWithTask> message() {
        return DoThisWithTask.class;
    }

    @Override
    public void write(DoThisWithTask message, Body body) {
        body.task(Names.TASK_ID, message.taskId());
        body.id(Names.AGENT, message.agentSkillTargetId());
        body.id(Names.SKILL_GROUP, message.skillGroupSkillTargetId());
        body.id(Names.SERVICE_TARGET, message.serviceSkillTargetId());
        body.number(Names.MR_DOMAIN_ID, message.mrDomainId());
        body.number(Names.LABEL_TYPE, message.labelType());
        body.text(Names.LABEL, message.label());
        body.variables(message.variables());
    }

    @Override
    public DoThisWithTask read(Body body) {
        return new DoThisWithTask(
                body.u32(Names.DIALOGUE_ID),
                body.u32(Names.SEND_SEQ_NO),
                body.task(Names.TASK_ID),
                body.id(Names.AGENT),
                body.id(Names.SKILL_GROUP),
                body.id(Names.SERVICE_TARGET),
                body.i32(Names.MR_DOMAIN_ID),
                body.u32(Names.LABEL_TYPE),
                body.text(Names.LABEL),
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

    @Override
    public List<String> required() {
        return List.of(Names.TASK_ID, Names.AGENT);
    }
}
