package io.connects.finesse.xmpp.internal.engine;

import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.Stanza.Features;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.util.List;
import java.util.Optional;

/** From an open stream to a bound resource: SASL PLAIN and nothing else, the stream anew, bind, and a session where one is offered. */
final class Login {
    private enum Step {
        MECHANISMS,
        AUTHENTICATING,
        FEATURES,
        BINDING,
        SESSION,
        DONE
    }

    private final EngineRules rules;
    private final List<Effect> effects;
    private Step step = Step.MECHANISMS;
    private boolean wantsSession;
    private Jid jid;

    /** @param effects where effects go */
    Login(EngineRules rules, List<Effect> effects) {
        this.rules = rules;
        this.effects = effects;
        this.jid = rules.jid();
    }

    /** Answers the end when there is no way on. */
    Optional<XmppEnd> features(Features features) {
        if (step == Step.MECHANISMS) {
            return authenticate(features.mechanisms());
        } else if (step == Step.FEATURES) {
            return bind(features);
        }
        return Optional.empty();
    }

    private Optional<XmppEnd> authenticate(List<String> mechanisms) {
        if (!mechanisms.contains("PLAIN")) {
            return Optional.of(new XmppEnd(
                    XmppEnd.Kind.AUTH_FAILED,
                    "invalid-mechanism",
                    "the server does not offer SASL PLAIN but " + (mechanisms.isEmpty() ? "nothing" : mechanisms)));
        }
        step = Step.AUTHENTICATING;
        effects.add(new Effect.Authenticate(rules.jid().local()));
        return Optional.empty();
    }

    void success() {
        if (step == Step.AUTHENTICATING) {
            step = Step.FEATURES;
            effects.add(new Effect.OpenStream(true));
        }
    }

    private Optional<XmppEnd> bind(Features features) {
        if (!features.bind()) {
            return Optional.of(XmppEnd.protocol("the server does not offer to bind a resource"));
        }
        step = Step.BINDING;
        wantsSession = features.session();
        ask("bind", new IqPayload.Bind(rules.jid().resource(), ""));
        return Optional.empty();
    }

    private void ask(String id, IqPayload payload) {
        effects.add(new Effect.Send(new Iq(Iq.Type.SET, rules.idPrefix() + "-" + id, "", "", payload)));
    }

    /** Answers the end when there is no way on. */
    Optional<XmppEnd> answer(Iq answer) {
        if (step == Step.BINDING && answer.id().equals(rules.idPrefix() + "-bind")) {
            return bound(answer.payload());
        } else if (step == Step.SESSION && answer.id().equals(rules.idPrefix() + "-session")) {
            step = Step.DONE;
            return refusal(answer.payload(), "to begin a session");
        }
        return Optional.empty();
    }

    private Optional<XmppEnd> bound(IqPayload payload) {
        if (payload instanceof IqPayload.Bind bind) {
            try {
                jid = Jid.parse(bind.jid());
            } catch (IllegalArgumentException e) {
                return Optional.of(XmppEnd.protocol("the server bound no address: " + e.getMessage()));
            }
            step = wantsSession ? Step.SESSION : Step.DONE;
            if (wantsSession) {
                ask("session", new IqPayload.Session());
            }
            return Optional.empty();
        }
        return refusal(payload, "to bind the resource " + rules.jid().resource())
                .or(() -> Optional.of(XmppEnd.protocol("the server's answer to bind says nothing")));
    }

    private static Optional<XmppEnd> refusal(IqPayload payload, String what) {
        if (payload instanceof IqPayload.Refusal refusal) {
            XmppEnd.Kind kind =
                    refusal.condition().equals("conflict") ? XmppEnd.Kind.CONFLICT : XmppEnd.Kind.STREAM_ERROR;
            return Optional.of(
                    new XmppEnd(kind, refusal.condition(), "the server refused " + what + ": " + refusal.condition()));
        }
        return Optional.empty();
    }

    boolean isDone() {
        return step == Step.DONE;
    }

    Jid jid() {
        return jid;
    }
}
