package io.connects.simulators.desktop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Both hands, writing down what the desktop does; refusing what the test says. */
final class FakeHands implements OmniHand, CiscoHand {
    static final String USER = "005000000000001AAA";
    static final int AGENT = 5017;

    /** What the desktop did, in order: {@code omni.accept W1}, {@code cisco.start 1:1:1}, ... */
    final List<String> deeds = new ArrayList<>();
    /** Deeds that fail. */
    final Set<String> refused = new HashSet<>();

    private @Nullable Consumer<Offer> offers;
    private @Nullable Consumer<String> gone;
    private @Nullable Consumer<Offered> offered;
    private @Nullable Consumer<Ended> ended;

    private boolean did(String deed) {
        deeds.add(deed);
        return !refused.contains(deed);
    }

    void push(String agentWorkId, String psrId) {
        offers.accept(new Offer(agentWorkId, psrId, "item-of-" + psrId, USER));
    }

    void takeAway(String agentWorkId) {
        gone.accept(agentWorkId);
    }

    void offer(String taskId, String correlation) {
        offered.accept(new Offered(taskId, AGENT, 5001, correlation, Map.of()));
    }

    void runOut(String taskId) {
        ended.accept(new Ended(taskId, AGENT, End.RAN_OUT));
    }

    @Override
    public void onOffer(String userId, Consumer<Offer> listener) {
        offers = listener;
    }

    @Override
    public void onGone(String userId, Consumer<String> agentWorkIdListener) {
        gone = agentWorkIdListener;
    }

    @Override
    public boolean decline(String agentWorkId) {
        return did("omni.decline " + agentWorkId);
    }

    @Override
    public boolean close(String agentWorkId) {
        return did("omni.close " + agentWorkId);
    }

    @Override
    public void onOffered(int skillTargetId, Consumer<Offered> listener) {
        offered = listener;
    }

    @Override
    public void onEnded(int skillTargetId, Consumer<Ended> listener) {
        ended = listener;
    }

    /** Both hands have an accept of one text: task ids have colons, agent work ids do not. */
    @Override
    public boolean accept(String id) {
        return did((id.contains(":") ? "cisco.accept " : "omni.accept ") + id);
    }

    @Override
    public boolean start(String taskId) {
        return did("cisco.start " + taskId);
    }

    @Override
    public boolean end(String taskId) {
        return did("cisco.end " + taskId);
    }

    @Override
    public boolean setRoutable(int skillTargetId, boolean routable) {
        return did("cisco.routable " + routable);
    }
}
