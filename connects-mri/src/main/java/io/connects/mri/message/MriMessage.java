package io.connects.mri.message;

/**
 * One message of the Media Routing Interface. All are immutable values; unsigned 32-bit numbers are {@code long} from 0 to 4294967295.
 *
 * <p>Cisco publishes the names of the task messages, not their layout; see {@code docs/wire-mri.md} for how far each may be trusted.
 */
public sealed interface MriMessage
        permits OpenReq,
                OpenConf,
                HeartbeatReq,
                HeartbeatConf,
                CloseReq,
                CloseConf,
                FailureConf,
                FailureEvent,
                RegisterVariables,
                RoutingEnabled,
                RoutingDisabled,
                DialogueMessage,
                Unrecognised {}
