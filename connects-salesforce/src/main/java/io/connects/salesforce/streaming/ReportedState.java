package io.connects.salesforce.streaming;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a stream stands, as its listener was told last: it is told of changes only. Not thread-safe. */
final class ReportedState {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final Set<String> channels;
    private final StreamListener listener;
    private StreamListener.@Nullable State state;
    private StreamListener.Trouble trouble = StreamListener.Trouble.NONE;
    private String reason = "";

    ReportedState(Set<String> channels, StreamListener listener) {
        this.channels = channels;
        this.listener = listener;
    }

    void report(StreamListener.State now, StreamListener.Trouble kind, String why) {
        if (now == state && kind == trouble && why.equals(reason)) {
            return;
        }
        if (now != state) {
            log.info("salesforce stream={} state={} reason=\"{}\"", channels, now, why);
        }
        state = now;
        trouble = kind;
        reason = why;
        listener.state(now, kind, why);
    }
}
