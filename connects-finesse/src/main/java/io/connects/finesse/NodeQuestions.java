package io.connects.finesse;

import io.connects.finesse.internal.engine.SessionEvent;
import io.connects.finesse.message.SystemInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks nodes how they are, and says why one cannot be used: once, and again when the reason is another. Thread-safe. */
final class NodeQuestions {
    private static final Logger log = LoggerFactory.getLogger(NodeQuestions.class);

    private final List<FinesseRest> nodes;
    private final Map<Integer, String> reasons = new ConcurrentHashMap<>();

    NodeQuestions(List<FinesseRest> nodes) {
        this.nodes = nodes;
    }

    /** @param answer is called once */
    void ask(int which, Consumer<SessionEvent> answer) {
        var unused = nodes.get(which).read().systemInfo().whenComplete((info, failure) -> {
            said(
                    which,
                    failure == null
                            ? reason(info)
                            : String.valueOf(FinesseSession.cause(failure).getMessage()));
            answer.accept(new SessionEvent.NodeTold(which, failure == null ? info : null));
        });
    }

    /** Empty when the node can be used. */
    private static String reason(SystemInfo info) {
        if (!info.inService()) {
            return ("it is " + info.status() + " " + info.statusReason()).strip();
        }
        return info.ctiAlive() ? "" : "its CTI server does not answer";
    }

    private void said(int which, String reason) {
        if (!reason.equals(reasons.put(which, reason)) && !reason.isEmpty()) {
            log.warn(
                    "finesse node={} usable=false reason=\"{}\"",
                    nodes.get(which).node(),
                    reason);
        }
    }
}
