package io.connects.simulators.cce;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the router does with a task that arrives: takes it, refuses it, or rejects it because of congestion. Guarded by the router's monitor. */
final class Admission {
    private final CceOptions options;
    private final Congestion congestion;
    private final Map<Integer, MediaRoutingDomain> domains = new HashMap<>();
    private final Map<String, ScriptSelector> selectors = new HashMap<>();
    private final Map<String, Integer> inside = new HashMap<>();
    private int insideInAll;

    Admission(CceOptions options) {
        this.options = options;
        congestion = new Congestion(options.limits.ratedPerSecond());
        options.domains.forEach(domain -> domains.put(domain.id(), domain));
        options.selectors.forEach(selector -> selectors.put(selector.number(), selector));
    }

    /** A selector that may take tasks now, with all that the configuration says about it. */
    record Admitted(MediaRoutingDomain domain, Script script) {}

    /** Why this task is not taken; null when it is. */
    @Nullable
    FailureReason refusal(RoutingClient client, RouteRequest request) {
        if (client.disabled) {
            return FailureReason.ROUTING_NOT_AVAILABLE;
        }
        if (client.queued.containsKey(request.dialogue())) {
            return FailureReason.DUPLICATE_DIALOGUEID;
        }
        ScriptSelector selector = selectors.get(request.scriptSelector());
        if (selector == null) {
            return FailureReason.INVALID_DIALED_NUMBER;
        }
        if (selector.mrdId() != request.mrdId()) {
            return FailureReason.INVALID_MRD;
        }
        if (selector.script() == null) {
            return FailureReason.NO_SCRIPT;
        }
        return isFull(request.scriptSelector()) ? FailureReason.REQUEST_REFUSED : null;
    }

    private boolean isFull(String selector) {
        return insideInAll >= options.limits.queued() || with(selector) >= options.limits.queuedPerSelector();
    }

    /** What a task that is not refused is routed by. */
    Admitted admit(RouteRequest request) {
        ScriptSelector selector = selectors.get(request.scriptSelector());
        MediaRoutingDomain domain = selector == null ? null : domains.get(selector.mrdId());
        Script script = selector == null ? null : selector.script();
        if (domain == null || script == null) {
            throw new IllegalStateException("The configuration was checked before, and yet something is missing");
        }
        return new Admitted(domain, script);
    }

    void arrived(Instant now) {
        congestion.arrived(now);
    }

    boolean isRejected() {
        return congestion.rejects();
    }

    void entered(String selector) {
        inside.merge(selector, 1, Integer::sum);
        insideInAll++;
    }

    void left(String selector) {
        inside.merge(selector, -1, Integer::sum);
        insideInAll--;
    }

    /** How many tasks with this script selector are in the router. */
    int with(String selector) {
        return inside.getOrDefault(selector, 0);
    }

    long priority(RouteRequest request) {
        String text =
                options.priorityVariable == null ? null : request.variables().get(options.priorityVariable);
        return text != null && text.strip().matches("-?\\d{1,9}") ? Long.parseLong(text.strip()) : Long.MAX_VALUE;
    }
}
