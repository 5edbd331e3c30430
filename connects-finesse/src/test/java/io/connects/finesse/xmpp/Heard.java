package io.connects.finesse.xmpp;

import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it hears, and on which threads. */
final class Heard implements XmppListener {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> payloads = new CopyOnWriteArrayList<>();
    final List<XmppEnd> ends = new CopyOnWriteArrayList<>();
    final Set<String> threads = ConcurrentHashMap.newKeySet();

    private void call(String what) {
        threads.add(Thread.currentThread().getName());
        calls.add(what);
    }

    boolean isConnected() {
        return calls.stream().anyMatch(call -> call.startsWith("connected "));
    }

    @Override
    public void connected(Jid jid) {
        call("connected " + jid);
    }

    @Override
    public void event(String node, String itemId, String payload) {
        payloads.add(payload);
        call("event " + node + " " + itemId);
    }

    @Override
    public void unreadable(String node, String itemId, String reason) {
        call("unreadable " + node + " " + itemId + " " + reason);
    }

    @Override
    public void servicePresence(boolean available) {
        call("finesse " + available);
    }

    @Override
    public void ended(XmppEnd end) {
        ends.add(end);
        call("ended " + end.kind());
    }
}
