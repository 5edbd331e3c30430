package io.connects.simulators.desktop;

import java.util.function.Consumer;

/**
 * An agent's hand in Salesforce Omni-Channel: what the Omni-Channel widget lets a person see and do. Thread-safe; listeners are called in the
 * order of events.
 */
public interface OmniHand {

    /**
     * An agent work that was pushed to a person and waits to be accepted.
     *
     * @param psrId the PendingServiceRouting behind it
     */
    record Offer(String agentWorkId, String psrId, String workItemId, String userId) {}

    /** Calls the listener for every agent work that is pushed to this user from now on. */
    void onOffer(String userId, Consumer<Offer> listener);

    /** Calls the listener with the id of every agent work of this user that ended or was taken away. */
    void onGone(String userId, Consumer<String> agentWorkIdListener);

    /** Accepts an assigned agent work; false when it cannot be accepted (any more). */
    boolean accept(String agentWorkId);

    /** Declines an assigned agent work; false when it cannot be declined (any more). */
    boolean decline(String agentWorkId);

    /** Closes an opened agent work; false when it cannot be closed (any more). */
    boolean close(String agentWorkId);
}
