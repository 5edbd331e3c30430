package io.connects.mri.codec;

import io.connects.mri.message.NewTask;
import java.util.List;
import java.util.Objects;

final class NewTaskCodec implements MessageCodec<NewTask> {
    @Override
    public String row() {
        return "NEW_TASK";
    }

    @Override
    public Class<NewTask> message() {
        return NewTask.class;
    }

    @Override
    public void write(NewTask message, Body body) {
        body.number(Names.MR_DOMAIN_ID, message.mrDomainId());
        body.task(Names.PREVIOUS_TASK, message.previousTask());
        body.id(Names.PREFERRED_AGENT, message.preferredAgent());
        body.number(Names.SERVICE, message.service());
        body.text(Names.SCRIPT_SELECTOR, message.scriptSelector());
        body.variables(message.variables());
        body.text(Names.APPLICATION_STRING_1, message.applicationString1());
        body.text(Names.APPLICATION_STRING_2, message.applicationString2());
    }

    @Override
    public NewTask read(Body body) {
        return new NewTask(
                body.u32(Names.DIALOGUE_ID),
                body.u32(Names.SEND_SEQ_NO),
                body.i32(Names.MR_DOMAIN_ID),
                body.task(Names.PREVIOUS_TASK),
                body.id(Names.PREFERRED_AGENT),
                body.u32(Names.SERVICE),
                Objects.requireNonNullElse(body.text(Names.SCRIPT_SELECTOR), ""),
                body.variables(),
                body.text(Names.APPLICATION_STRING_1),
                body.text(Names.APPLICATION_STRING_2));
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
        return List.of(Names.MR_DOMAIN_ID);
    }
}
