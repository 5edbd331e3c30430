package io.connects.finesse.xmpp.internal.engine;

import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.IqPayload.Refusal;
import io.connects.finesse.xmpp.message.IqPayload.Subscription;
import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Asks for subscriptions and their end, and knows which questions are open. */
final class Subscriber {
    /** So many may wait for their answers. */
    static final int MOST_OPEN = 1000;

    private final EngineRules rules;
    private final List<Effect> effects;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Map<String, String> subscriptionIds = new HashMap<>();

    private record Open(PubSubRequest request, long deadline) {}

    /** @param effects where effects go */
    Subscriber(EngineRules rules, List<Effect> effects) {
        this.rules = rules;
        this.effects = effects;
    }

    void ask(PubSubRequest request, Jid jid, long now) {
        if (open.size() >= MOST_OPEN) {
            effects.add(new Effect.Answered(
                    request, new Outcome.NotSent(MOST_OPEN + " requests wait for their answers already")));
            return;
        }
        String id = rules.idPrefix() + "-r" + request.number();
        open.put(id, new Open(request, now + rules.requestTimeout().toNanos()));
        String node = request.node();
        IqPayload payload = request.subscribe()
                ? new IqPayload.Subscribe(node, jid.toString())
                : new IqPayload.Unsubscribe(node, jid.toString(), subscriptionIds.getOrDefault(node, ""));
        effects.add(new Effect.Send(new Iq(Iq.Type.SET, id, "", rules.pubSubDomain(), payload)));
    }

    /** False when it answers nothing that is open here. Its sender was looked at before. */
    boolean answered(Iq answer) {
        Open asked = open.remove(answer.id());
        if (asked == null) {
            return false;
        }
        effects.add(new Effect.Answered(asked.request(), outcome(asked.request(), answer.payload())));
        return true;
    }

    private Outcome outcome(PubSubRequest request, @Nullable IqPayload payload) {
        if (payload instanceof Refusal refusal) {
            return new Outcome.Refused(refusal.condition(), refusal.type(), refusal.text());
        }
        if (!request.subscribe()) {
            subscriptionIds.remove(request.node());
        } else if (payload instanceof Subscription given) {
            if (!given.state().isEmpty() && !given.state().equals("subscribed")) {
                return new Outcome.Refused(given.state(), "", "the subscription is not in force");
            }
            if (!given.subscriptionId().isEmpty()) {
                subscriptionIds.put(request.node(), given.subscriptionId());
            }
        }
        return new Outcome.Done();
    }

    void tick(long now) {
        for (var entry : List.copyOf(open.entrySet())) {
            if (now - entry.getValue().deadline() >= 0) {
                open.remove(entry.getKey());
                effects.add(new Effect.Answered(entry.getValue().request(), new Outcome.TimedOut()));
            }
        }
    }

    void end(XmppEnd end) {
        var left = new ArrayList<>(open.values());
        open.clear();
        left.forEach(each -> effects.add(new Effect.Answered(each.request(), new Outcome.Ended(end))));
    }

    OptionalLong nextDeadline() {
        // All wait equally long, so the oldest is the first.
        return open.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(open.values().iterator().next().deadline());
    }
}
