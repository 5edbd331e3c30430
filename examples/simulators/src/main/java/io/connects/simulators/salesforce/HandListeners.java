package io.connects.simulators.salesforce;

import io.connects.simulators.desktop.OmniHand.Offer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells desktops of offers, in order, on one thread of its own. Thread-safe. */
final class HandListeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandListeners.class);
    private final Map<String, List<Consumer<Offer>>> offers = new ConcurrentHashMap<>();
    private final Map<String, List<Consumer<String>>> gone = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "salesforce-hands");
        thread.setDaemon(true);
        return thread;
    });

    void onOffer(String userId, Consumer<Offer> listener, List<Offer> standing) {
        offers.computeIfAbsent(userId, id -> new CopyOnWriteArrayList<>()).add(listener);
        standing.forEach(offer -> tell(List.of(listener), offer));
    }

    void onGone(String userId, Consumer<String> listener) {
        gone.computeIfAbsent(userId, id -> new CopyOnWriteArrayList<>()).add(listener);
    }

    void offered(Offer offer) {
        tell(List.copyOf(offers.getOrDefault(offer.userId(), List.of())), offer);
    }

    void gone(String userId, String agentWorkId) {
        tell(List.copyOf(gone.getOrDefault(userId, List.of())), agentWorkId);
    }

    private <T> void tell(List<Consumer<T>> listeners, T what) {
        executor.execute(() -> listeners.forEach(listener -> {
            try {
                listener.accept(what);
            } catch (RuntimeException e) {
                LOG.warn("event=hand_listener_failed", e);
            }
        }));
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
