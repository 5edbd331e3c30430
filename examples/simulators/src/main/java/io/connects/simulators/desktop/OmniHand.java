package io.connects.simulators.desktop;

import java.util.function.Consumer;

/**
 * The agent's hand in Omni-Channel: sees what is offered and presses accept, decline and close. Implementations are thread-safe; every
 * method may be called from any thread, from inside a listener too.
 */
public interface OmniHand {
    /**
     * An AgentWork was assigned (pushed) to the user.
     *
     * @param agentWorkId the 18-character id of the AgentWork
     * @param psrId the PendingServiceRouting it came from
     * @param workItemId the record to work on
     * @param userId the user it is offered to
     */
    record Offer(String agentWorkId, String psrId, String workItemId, String userId) {}

    /** Adds a listener called once per assigned AgentWork of this user, in order, on a simulator thread; it must not block. */
    void onOffer(String userId, Consumer<Offer> listener);

    /** Adds a listener given the AgentWork's id when an offer or open work of this user ended without the agent (canceled, push timeout, offline). */
    void onGone(String userId, Consumer<String> agentWorkIdListener);

    /** Whether the user is online in Omni-Channel, so that work can be assigned to them. */
    boolean isOnline(String userId);

    /** Accepts an offer; false when that is no longer possible. */
    boolean accept(String agentWorkId);

    /** Declines an offer; false when that is no longer possible. */
    boolean decline(String agentWorkId);

    /** Ends accepted work; false when it is not open. */
    boolean close(String agentWorkId);
}
