package io.connects.finesse.xmpp.internal.bosh;

import io.connects.finesse.xmpp.codec.BoshBody;
import io.connects.finesse.xmpp.internal.bosh.Exchange.Purpose;
import io.connects.finesse.xmpp.internal.engine.Times;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The client's side of BOSH: one request is with the server whenever there is nothing to say, never more than it allows, answers count in the
 * order of their requests, and a request whose answer was lost goes out again as it was. Not thread-safe.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0124.html">XEP-0124</a>
 */
public final class BoshEngine {
    private final BoshRules rules;
    private final List<BoshEffect> effects = new ArrayList<>();
    private final Deque<Stanza> waiting = new ArrayDeque<>();
    private final TreeMap<Long, Exchange> inFlight = new TreeMap<>();
    private final Map<Long, Answer> early = new TreeMap<>();
    private long nextRid;
    private long expected;
    private String sid = "";
    private int mostInFlight = 1;
    private long pollInterval;
    private boolean restart;
    private boolean closing;
    private boolean ended;
    private OptionalLong pollAt = OptionalLong.empty();
    private long now;

    private record Answer(Exchange request, BoshBody body) {}

    public BoshEngine(BoshRules rules) {
        this.rules = rules;
        this.nextRid = rules.firstRid();
        this.expected = rules.firstRid();
    }

    /** Takes one event and answers what is to be done about it. Times come from one clock and never go back. */
    public List<BoshEffect> on(BoshEvent event, long nowNanos) {
        effects.clear();
        now = nowNanos;
        if (!ended) {
            happened(event);
        }
        if (!ended) {
            flush();
        }
        return List.copyOf(effects);
    }

    /** When to call again with a {@link BoshEvent.Tick} at the latest. */
    public OptionalLong nextDeadline() {
        if (ended) {
            return OptionalLong.empty();
        }
        OptionalLong next = pollAt;
        for (Exchange exchange : inFlight.values()) {
            next = Times.earlier(next, exchange.deadline());
        }
        return next;
    }

    private void happened(BoshEvent event) {
        if (event instanceof BoshEvent.OpenAsked open) {
            if (open.again()) {
                restart = true;
            } else {
                create();
            }
        } else if (event instanceof BoshEvent.SendAsked send) {
            waiting.add(send.stanza());
            if (waiting.size() > BoshRules.MOST_WAITING) {
                fail(XmppEnd.lost("the server takes no stanzas: " + waiting.size() + " wait"));
            }
        } else if (event instanceof BoshEvent.CloseAsked) {
            closing = true;
        } else if (event instanceof BoshEvent.Answered answer) {
            answered(answer);
        } else if (event instanceof BoshEvent.Failed failed) {
            failed(failed);
        } else {
            tick();
        }
    }

    // Requests

    private void create() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("to", rules.domain());
        attributes.put("xml:lang", "en");
        attributes.put("wait", Long.toString(rules.maxWait().toSeconds()));
        attributes.put("hold", "1");
        attributes.put("ver", "1.6");
        attributes.put("content", "text/xml; charset=utf-8");
        attributes.put("xmpp:version", "1.0");
        post(attributes, List.of(), Purpose.SPEAK);
    }

    private void flush() {
        while (!sid.isEmpty() && inFlight.size() < mostInFlight && !isEnding()) {
            if (restart) {
                restart = false;
                post(Map.of("to", rules.domain(), "xml:lang", "en", "xmpp:restart", "true"), List.of(), Purpose.SPEAK);
            } else if (closing) {
                post(Map.of("type", "terminate"), drained(), Purpose.END);
            } else if (!waiting.isEmpty()) {
                post(Map.of(), drained(), Purpose.SPEAK);
            } else if (inFlight.isEmpty() && (pollAt.isEmpty() || Times.isDue(pollAt, now))) {
                post(Map.of(), List.of(), Purpose.POLL);
            } else {
                return;
            }
        }
    }

    private boolean isEnding() {
        return !inFlight.isEmpty() && inFlight.lastEntry().getValue().purpose == Purpose.END;
    }

    private List<Stanza> drained() {
        var stanzas = List.copyOf(waiting);
        waiting.clear();
        return stanzas;
    }

    private void post(Map<String, String> own, List<Stanza> stanzas, Purpose purpose) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("rid", Long.toString(nextRid));
        if (!sid.isEmpty()) {
            attributes.put("sid", sid);
        }
        attributes.putAll(own);
        long within = rules.maxWait().plus(BoshRules.GRACE).toNanos();
        var exchange = new Exchange(nextRid, new BoshBody(attributes, stanzas), purpose, within, now);
        nextRid++;
        pollAt = OptionalLong.empty();
        inFlight.put(exchange.rid, exchange);
        effects.add(new BoshEffect.Post(exchange.rid, exchange.body));
    }

    // Answers

    private void answered(BoshEvent.Answered event) {
        Exchange request = inFlight.remove(event.rid());
        if (request == null) {
            return; // the other answer to a request that was sent twice
        }
        early.put(event.rid(), new Answer(request, event.body()));
        for (Answer next = early.remove(expected); next != null && !ended; next = early.remove(expected)) {
            expected++;
            answer(next.request(), next.body());
        }
    }

    private void answer(Exchange request, BoshBody body) {
        effects.add(new BoshEffect.Heard());
        if (sid.isEmpty() && !body.isTerminate() && !created(body)) {
            return;
        }
        body.stanzas().forEach(stanza -> effects.add(new BoshEffect.Deliver(stanza)));
        if (body.isTerminate() && !body.attribute("condition").isEmpty() && !closing) {
            fail(BoshConditions.end(body.attribute("condition")));
        } else if (body.isTerminate() || request.purpose == Purpose.END) {
            ended = true;
            effects.add(new BoshEffect.Deliver(new Stanza.Close("")));
        } else if (request.purpose == Purpose.POLL && body.stanzas().isEmpty()) {
            pollAt = nextPoll(request);
        }
    }

    private OptionalLong nextPoll(Exchange request) {
        boolean atOnce = now - request.posted() < BoshRules.LEAST_POLL.toNanos();
        long interval = Math.max(pollInterval, atOnce ? BoshRules.LEAST_POLL.toNanos() : 0);
        return interval == 0 ? OptionalLong.empty() : OptionalLong.of(request.posted() + interval);
    }

    /** What the server says of the session that it made. */
    private boolean created(BoshBody body) {
        sid = body.attribute("sid");
        if (sid.isEmpty()) {
            fail(XmppEnd.protocol("the server made no BOSH session"));
            return false;
        }
        int hold = body.number("hold", 1);
        mostInFlight = Math.max(1, Math.min(body.number("requests", hold + 1), 4));
        boolean polling = hold == 0 || body.number("wait", 1) == 0;
        int seconds = Math.max(1, Math.min(body.number("polling", 5), 60));
        pollInterval = polling ? seconds * 1_000_000_000L : 0;
        return true;
    }

    // Failures

    private void failed(BoshEvent.Failed event) {
        Exchange request = inFlight.get(event.rid());
        if (request == null) {
            return;
        }
        if (sid.isEmpty() || request.purpose == Purpose.END) {
            fail(XmppEnd.lost(event.reason())); // a second request to make a session could make two
        } else if (BoshConditions.isTerminal(event.status())) {
            fail(BoshConditions.endByStatus(event.status()));
        } else if (!request.failed(now)) {
            fail(XmppEnd.lost("a request failed " + (BoshRules.RESENDS + 1) + " times: " + event.reason()));
        }
    }

    private void fail(XmppEnd end) {
        ended = true;
        effects.add(new BoshEffect.Failed(end));
    }

    private void tick() {
        for (Exchange exchange : List.copyOf(inFlight.values())) {
            if (!ended && exchange.isLate(now)) {
                failed(new BoshEvent.Failed(
                        exchange.rid, 0, "no answer within " + rules.maxWait().plus(BoshRules.GRACE)));
            }
            if (!ended && exchange.resend(now)) {
                effects.add(new BoshEffect.Post(exchange.rid, exchange.body));
            }
        }
    }
}
