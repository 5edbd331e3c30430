package io.connects.simulators.finesse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A session of BOSH (XEP-0124, XEP-0206): requests in the order of their rid, answers held until there is something to say, an answer that was
 * lost asked for again by the same rid. Guarded by the pair's monitor.
 */
final class BoshSession implements XmppTransport {
    private final PairCore core;
    private final String sid;
    private final long firstRid;
    private final int hold;
    private final Duration wait;
    private final int window;
    private final Runnable onEnd;
    private final TreeMap<Long, Waiting> early = new TreeMap<>();
    private final TreeMap<Long, Waiting> held = new TreeMap<>();
    private final Map<Long, Element> answered = new LinkedHashMap<>();
    private final List<Element> outbox = new ArrayList<>();
    private @Nullable XmppStream stream;
    private @Nullable Future<?> inactivity;
    private long nextRid;
    private boolean receiving;
    private boolean terminated;

    /** A request that is not answered yet. */
    interface Exchange {
        void answer(Element body);

        /** Ends the connection without an answer. */
        void cut();
    }

    private record Waiting(Element body, Exchange exchange) {}

    BoshSession(PairCore core, String sid, Element creation, Runnable onEnd) {
        this.core = core;
        this.sid = sid;
        this.onEnd = onEnd;
        firstRid = number(creation.attribute("rid"), 0);
        nextRid = firstRid;
        hold = (int) Math.min(1, number(creation.attribute("hold"), 1));
        window = core.options.bosh.window();
        Duration asked = Duration.ofSeconds(number(creation.attribute("wait"), 0));
        Duration longest = core.options.bosh.longestWait();
        wait = asked.compareTo(longest) > 0 ? longest : asked;
    }

    private static long number(String text, long otherwise) {
        try {
            return text.isEmpty() ? otherwise : Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    void begin(XmppStream opened) {
        stream = opened;
    }

    static Element body() {
        return Element.of("body", Xmpp.BOSH);
    }

    static Element terminate(String condition) {
        return body().attribute("type", "terminate").attribute("condition", condition);
    }

    void receive(Element body, Exchange exchange) {
        long rid = number(body.attribute("rid"), -1);
        if (answered.containsKey(rid)) {
            exchange.answer(answered.get(rid));
            return;
        }
        if (rid < nextRid && held.containsKey(rid)) {
            Waiting older = Objects.requireNonNull(held.get(rid));
            hold(rid, new Waiting(body, exchange));
            older.exchange.answer(body().attribute("type", "error"));
            return;
        }
        if (terminated || rid < nextRid || rid > nextRid + window) {
            exchange.answer(terminate("item-not-found"));
            if (!terminated) {
                end();
            }
            return;
        }
        cancelInactivity();
        early.put(rid, new Waiting(body, exchange));
        receiving = true;
        while (!terminated && !early.isEmpty() && early.firstKey() == nextRid) {
            Waiting next = Objects.requireNonNull(early.remove(nextRid));
            hold(nextRid, next);
            process(next.body, nextRid == firstRid);
            nextRid++;
        }
        receiving = false;
        flush();
    }

    private void process(Element body, boolean creates) {
        XmppStream to = stream;
        if (to == null) {
            return;
        }
        boolean restarts = body.attributes().entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().endsWith(":restart") && entry.getValue().equals("true"));
        if (creates || restarts) {
            outbox.add(to.features());
        }
        body.children().forEach(to::receive);
        if (body.attribute("type").equals("terminate")) {
            to.ended();
            close();
        }
    }

    private void flush() {
        if (!outbox.isEmpty() && !held.isEmpty()) {
            Element body = firstAnswer(held.firstKey()).addAll(outbox);
            outbox.clear();
            answer(held.firstKey(), body);
        }
        while (held.size() > hold && !terminated) {
            answer(held.firstKey(), firstAnswer(held.firstKey()));
        }
        watchInactivity();
    }

    private void hold(long rid, Waiting waiting) {
        held.put(rid, waiting);
        var unused = core.timers.after(wait, () -> {
            if (waiting.equals(held.get(rid))) {
                answer(rid, firstAnswer(rid));
            }
        });
    }

    /** The first answer of a session tells its terms. */
    private Element firstAnswer(long rid) {
        if (rid != firstRid) {
            return body();
        }
        return body().attribute("sid", sid)
                .attribute("wait", Long.toString(wait.toSeconds()))
                .attribute("hold", Integer.toString(hold))
                .attribute("requests", Integer.toString(window))
                .attribute(
                        "inactivity",
                        Long.toString(core.options.bosh.inactivity().toSeconds()))
                .attribute("polling", "2")
                .attribute("ver", "1.6")
                .attribute("from", core.options.xmppDomain)
                .attribute("authid", sid)
                .attribute("xmlns:xmpp", "urn:xmpp:xbosh")
                .attribute("xmpp:version", "1.0")
                .attribute("xmpp:restartlogic", "true");
    }

    private void answer(long rid, Element body) {
        Waiting waiting = held.remove(rid);
        if (waiting != null) {
            answered.put(rid, body);
            while (answered.size() > window) {
                answered.remove(answered.keySet().iterator().next());
            }
            waiting.exchange.answer(body);
        }
        watchInactivity();
    }

    private void watchInactivity() {
        if (held.isEmpty() && !terminated && inactivity == null) {
            inactivity = core.timers.after(core.options.bosh.inactivity(), this::end);
        }
    }

    private void cancelInactivity() {
        if (inactivity != null) {
            inactivity.cancel(false);
            inactivity = null;
        }
    }

    @Override
    public void send(Element element) {
        if (!terminated) {
            outbox.add(element);
            boolean endFollows = element.name().equals("stream:error");
            if (!receiving && !endFollows) {
                flush();
            }
        }
    }

    @Override
    public void close() {
        boolean failed = outbox.stream().anyMatch(element -> element.name().equals("stream:error"));
        Element last = body().attribute("type", "terminate");
        if (failed) {
            last.attribute("condition", "remote-stream-error");
        }
        last.addAll(outbox);
        outbox.clear();
        if (!held.isEmpty()) {
            answer(held.firstKey(), last);
        }
        List.copyOf(held.keySet()).forEach(rid -> answer(rid, body().attribute("type", "terminate")));
        end();
    }

    @Override
    public void cut() {
        List.copyOf(held.values()).forEach(waiting -> waiting.exchange.cut());
        held.clear();
        end();
    }

    private void end() {
        if (terminated) {
            return;
        }
        terminated = true;
        cancelInactivity();
        onEnd.run();
        List.copyOf(held.keySet()).forEach(rid -> answer(rid, body().attribute("type", "terminate")));
        if (stream != null) {
            stream.ended();
        }
    }
}
