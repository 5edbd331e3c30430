package io.connects.simulators.finesse;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of requests after 202: each object's one after another, and refusals are told. Guarded by the pair's monitor. */
final class Confirmations {
    private final ObjectQueue queue;
    private final FinesseFaults faults;
    private final Publisher publisher;

    /**
     * Whom a refusal is told.
     *
     * @param node the subscribers' node
     * @param source the object's path, by which requests queue
     * @param media the media routing domain; null for the telephone
     */
    record Address(String node, String source, @Nullable Integer media) {}

    Confirmations(ObjectQueue queue, FinesseFaults faults, Publisher publisher) {
        this.queue = queue;
        this.faults = faults;
        this.publisher = publisher;
    }

    /** @param outcome changes the state and tells of it; refuses by {@link Refused} */
    void await(Request request, Address address, Runnable outcome) {
        if (faults.nextOutcomeIsForgotten()) {
            return;
        }
        Optional<AsyncError> fault = faults.nextRefusal();
        queue.add(address.source(), () -> {
            try {
                if (fault.isPresent()) {
                    throw new Refused(fault.get());
                }
                outcome.run();
            } catch (Refused e) {
                publisher.refuse(request, address.node(), address.source(), e.error(), address.media());
            }
        });
    }
}
