package io.connects.mri.codec;

import java.util.List;

/** The codecs that this library knows. */
final class MessageCodecs {
    /** One of each. */
    static final List<MessageCodec<?>> ALL = List.of(
            new FailureConfCodec(),
            new FailureEventCodec(),
            new OpenReqCodec(),
            new OpenConfCodec(),
            new HeartbeatReqCodec(),
            new HeartbeatConfCodec(),
            new CloseReqCodec(),
            new CloseConfCodec(),
            new RegisterVariablesCodec(),
            new RoutingEnabledCodec(),
            new RoutingDisabledCodec(),
            new NewTaskCodec(),
            new DoThisWithTaskCodec(),
            new NewTaskFailureCodec(),
            new RunScriptReqCodec(),
            new RunScriptResultCodec(),
            new CancelCodec(),
            new ReleaseCodec(),
            new DialogueFailureConfCodec(),
            new EventReportCodec(),
            new TerminateDialogueCodec());

    private MessageCodecs() {}
}
