package io.connects.mri.internal.transport;

import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.MriMessage;
import io.netty.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of what goes over the wire. Texts of tasks are people's data and stay out of it. */
final class Wire {
    private static final Logger log = LoggerFactory.getLogger("io.connects.wire.mri");

    private Wire() {}

    static void log(String direction, Channel channel, MriMessage message, int length) {
        if (!log.isTraceEnabled()) {
            return;
        }
        if (message instanceof DialogueMessage dialogue) {
            log.trace(
                    "{} peer={} message={} length={} dialogueId={} sendSeqNo={}",
                    direction,
                    channel.remoteAddress(),
                    message.getClass().getSimpleName(),
                    length,
                    dialogue.dialogueId(),
                    dialogue.sendSeqNo());
        } else {
            log.trace("{} peer={} length={} {}", direction, channel.remoteAddress(), length, message);
        }
    }
}
