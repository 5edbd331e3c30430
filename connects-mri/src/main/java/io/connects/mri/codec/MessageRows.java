package io.connects.mri.codec;

import io.connects.mri.message.Cancel;
import io.connects.mri.message.CloseConf;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DialogueFailureConf;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.EventReport;
import io.connects.mri.message.FailureConf;
import io.connects.mri.message.FailureEvent;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.Release;
import io.connects.mri.message.RoutingDisabled;
import io.connects.mri.message.RoutingEnabled;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.RunScriptResult;
import io.connects.mri.message.TerminateDialogue;
import java.util.List;
import java.util.function.Function;

/** The messages that this library knows. */
final class MessageRows {
    /** One of each. */
    static final List<MessageRow<?>> ALL = List.of(
            session("FAILURE_CONF", FailureConf.class, FailureConfCodec::new),
            session("FAILURE_EVENT", FailureEvent.class, FailureEventCodec::new),
            session("OPEN_REQ", OpenReq.class, OpenReqCodec::new),
            session("OPEN_CONF", OpenConf.class, OpenConfCodec::new),
            session("HEARTBEAT_REQ", HeartbeatReq.class, HeartbeatReqCodec::new),
            session("HEARTBEAT_CONF", HeartbeatConf.class, HeartbeatConfCodec::new),
            session("CLOSE_REQ", CloseReq.class, CloseReqCodec::new).withFloats(),
            session("CLOSE_CONF", CloseConf.class, CloseConfCodec::new),
            session("REGISTER_VARIABLES", RegisterVariables.class, RegisterVariablesCodec::new)
                    .withFloats(),
            session("ROUTING_ENABLED", RoutingEnabled.class, binding -> new RoutingEnabledCodec()),
            session("ROUTING_DISABLED", RoutingDisabled.class, binding -> new RoutingDisabledCodec()),
            dialogue("NEW_TASK", NewTask.class, NewTaskCodec::new, Names.MR_DOMAIN_ID)
                    .withFloats(),
            dialogue("DO_THIS_WITH_TASK", DoThisWithTask.class, DoThisWithTaskCodec::new, Names.TASK_ID, Names.AGENT)
                    .withFloats(),
            dialogue("NEW_TASK_FAILURE", NewTaskFailure.class, NewTaskFailureCodec::new),
            dialogue("RUN_SCRIPT_REQ", RunScriptReq.class, RunScriptReqCodec::new)
                    .withFloats(),
            dialogue("RUN_SCRIPT_RESULT", RunScriptResult.class, RunScriptResultCodec::new)
                    .withFloats(),
            dialogue("CANCEL", Cancel.class, CancelCodec::new),
            dialogue("RELEASE", Release.class, ReleaseCodec::new),
            dialogue("DIALOGUE_FAILURE_CONF", DialogueFailureConf.class, DialogueFailureConfCodec::new),
            dialogue("EVENT_REPORT", EventReport.class, EventReportCodec::new),
            dialogue("TERMINATE_DIALOGUE", TerminateDialogue.class, TerminateDialogueCodec::new));

    private MessageRows() {}

    private static <M extends MriMessage> MessageRow<M> session(
            String name, Class<M> message, Function<Binding, MessageCodec<M>> codec) {
        return new MessageRow<>(name, message, false, false, List.of(), codec);
    }

    private static <M extends DialogueMessage> MessageRow<M> dialogue(
            String name, Class<M> message, Function<Binding, MessageCodec<M>> codec, String... required) {
        return new MessageRow<>(name, message, true, false, List.of(required), codec);
    }
}
