package io.connects.mri.inspect;

import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.inspect.Evidence.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between the session messages of one conversation: who opens, what answers what, when routing is on. */
final class SessionRules implements Rule {
    private static final Map<String, String> REQUEST_OF =
            Map.of("OPEN_CONF", "OPEN_REQ", "HEARTBEAT_CONF", "HEARTBEAT_REQ", "CLOSE_CONF", "CLOSE_REQ");
    private static final long MOST_REASONABLE_SECONDS = 3_600;

    private final Evidence evidence;
    private final DialectFacts facts;
    /** Requests without an answer: side, message and invoke id. */
    private final Map<List<Object>, Boolean> outstanding = new HashMap<>();

    private final List<Instant> heartbeats = new ArrayList<>();
    private @Nullable Boolean routing;
    private boolean firstOfPim = true;
    private boolean taskSeen;
    private long idleTimeout = -1;
    private @Nullable Side closing;

    SessionRules(Evidence evidence, DialectFacts facts) {
        this.evidence = evidence;
        this.facts = facts;
    }

    @Override
    public void on(Explained explained) {
        Side from = explained.captured().from();
        boolean fromStart = explained.captured().conversation().fromStart();
        ExplainedFrame frame = explained.frame();
        String message = frame.message();
        if (closing == from && message != null && !message.equals("CLOSE_CONF")) {
            evidence.against("session/CLOSE_REQ", 2, "its sender goes on");
        }
        if (message != null) {
            switch (message) {
                case "OPEN_REQ" -> open(frame, from, fromStart);
                case "HEARTBEAT_REQ" -> {
                    outstanding.put(List.of(from, message, frame.number("InvokeID")), true);
                    if (explained.captured().time() != null) {
                        heartbeats.add(explained.captured().time());
                    }
                }
                case "CLOSE_REQ" -> {
                    outstanding.put(List.of(from, message, frame.number("InvokeID")), true);
                    closing = from;
                }
                case "OPEN_CONF", "HEARTBEAT_CONF", "CLOSE_CONF" -> confirmed(frame, message, from, fromStart);
                case "FAILURE_CONF" -> refused(frame, from, fromStart);
                case "REGISTER_VARIABLES" ->
                    evidence.check(!taskSeen, "session/REGISTER_VARIABLES", 1, "comes after a NEW_TASK");
                case "ROUTING_ENABLED", "ROUTING_DISABLED" -> routing(message);
                case "NEW_TASK" -> task(fromStart);
                default -> {}
            }
        }
        firstOfPim &= from != Side.PIM;
    }

    private void open(ExplainedFrame frame, Side from, boolean fromStart) {
        if (fromStart) {
            evidence.check(firstOfPim, "session/OPEN_REQ", 3, "is not the first message of the PIM");
        }
        outstanding.put(List.of(from, "OPEN_REQ", frame.number("InvokeID")), true);
        idleTimeout = frame.number("IdleTimeout");
        facts.protocolVersion.ifPresent(version -> evidence.check(
                frame.number("VersionNumber") == version,
                "framing/protocol-version",
                1,
                "the PIM opens with " + FramePrinter.masked(frame.number("VersionNumber"))));
    }

    private void confirmed(ExplainedFrame frame, String message, Side from, boolean fromStart) {
        String request = REQUEST_OF.getOrDefault(message, "");
        boolean answers = outstanding.remove(List.of(other(from), request, frame.number("InvokeID"))) != null;
        if (answers) {
            evidence.support("session/" + request);
        }
        if (answers || fromStart) {
            evidence.check(answers, "session/" + message, 2, "answers no " + request);
        }
    }

    private void refused(ExplainedFrame frame, Side from, boolean fromStart) {
        long invokeId = frame.number("InvokeID");
        boolean answers = REQUEST_OF.values().stream()
                .anyMatch(request -> outstanding.remove(List.of(other(from), request, invokeId)) != null);
        if (answers || fromStart) {
            evidence.check(answers, "session/FAILURE_CONF", 2, "answers no request");
        }
    }

    private static Side other(Side from) {
        return from == Side.PIM ? Side.APPLICATION : from == Side.APPLICATION ? Side.PIM : Side.UNKNOWN;
    }

    private void routing(String message) {
        boolean enabled = message.equals("ROUTING_ENABLED");
        String row = "session/" + message;
        if (routing == null) {
            if (!enabled) {
                evidence.against(row, 1, "is the first word about routing");
            }
        } else {
            evidence.check(routing != enabled, row, 1, "says what was so already");
        }
        routing = enabled;
    }

    private void task(boolean fromStart) {
        if (!taskSeen && fromStart && facts.routingAfterOpen.isPresent()) {
            boolean waited = routing != null;
            boolean waits = facts.routingAfterOpen.get().equals("wait");
            if (!waited || waits) {
                evidence.check(
                        waited == waits, "framing/routing-after-open", 1, "a task comes without ROUTING_ENABLED");
            }
        }
        taskSeen = true;
        if (routing != null) {
            if (routing) {
                evidence.support("session/ROUTING_ENABLED");
            } else {
                evidence.against("session/ROUTING_DISABLED", 2, "a NEW_TASK follows it");
            }
        }
    }

    @Override
    public void end() {
        if (closing != null) {
            evidence.support("session/CLOSE_REQ");
        }
        outstanding.keySet().forEach(request -> {
            String message = String.valueOf(request.get(1));
            evidence.against("session/" + message.replace("REQ", "CONF"), 1, "an answer to " + message + " is missing");
        });
        idleTimeout();
    }

    /** By GED-188 the idle timeout is about four heartbeat intervals. */
    private void idleTimeout() {
        if (idleTimeout < 0 || idleTimeout == 0xFFFF_FFFFL || facts.idleTimeoutUnit.isEmpty()) {
            return;
        }
        double seconds = facts.idleTimeoutUnit.get().equals("seconds") ? idleTimeout : idleTimeout / 1_000.0;
        boolean fits = seconds >= 1 && seconds <= MOST_REASONABLE_SECONDS;
        if (heartbeats.size() >= 3) {
            double interval = Duration.between(heartbeats.get(0), heartbeats.get(heartbeats.size() - 1))
                            .toMillis()
                    / 1_000.0
                    / (heartbeats.size() - 1);
            fits &= seconds >= interval && seconds <= 50 * interval;
        }
        evidence.check(fits, "framing/idle-timeout-unit", 1, "the IdleTimeout would be " + seconds + " s");
    }
}
