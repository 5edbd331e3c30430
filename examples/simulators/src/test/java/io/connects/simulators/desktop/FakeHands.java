package io.connects.simulators.desktop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Both hands, writing down what the desktop does; refusing what the test says. This one is in Omni-Channel, {@link #cisco} is the other. */
final class FakeHands implements OmniHand {
    static final String USER = "005000000000001AAA";
    static final int AGENT = 5017;

    /** What the desktop did, in order: {@code omni.accept W1}, {@code cisco.start 1:1:1}, ... */
    final List<String> deeds = new ArrayList<>();
    /** Deeds that fail. */
    final Set<String> refused = new HashSet<>();

    final CiscoHand cisco = new AtCisco();
    boolean online = true;
    /** While set, Cisco's hand leaves its actions open. */
    @Nullable
    CompletableFuture<Boolean> slow;

    private @Nullable Consumer<Offer> offers;
    private @Nullable Consumer<String> gone;
    private @Nullable Consumer<CiscoHand.Offered> offered;
    private @Nullable Consumer<CiscoHand.Ended> ended;

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
        offered.accept(new CiscoHand.Offered(taskId, AGENT, 5001, correlation, Map.of()));
    }

    void runOut(String taskId) {
        ended.accept(new CiscoHand.Ended(taskId, AGENT, CiscoHand.End.RAN_OUT));
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
    public boolean isOnline(String userId) {
        return online;
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
    public boolean accept(String agentWorkId) {
        return did("omni.accept " + agentWorkId);
    }

    private final class AtCisco implements CiscoHand {
        private CompletableFuture<Boolean> does(String deed) {
            boolean isTaken = did(deed);
            CompletableFuture<Boolean> open = slow;
            return open == null ? CompletableFuture.completedFuture(isTaken) : open;
        }

        @Override
        public void onOffered(int skillTargetId, Consumer<Offered> listener) {
            offered = listener;
        }

        @Override
        public void onEnded(int skillTargetId, Consumer<Ended> listener) {
            ended = listener;
        }

        @Override
        public CompletableFuture<Boolean> accept(String taskId) {
            return does("cisco.accept " + taskId);
        }

        @Override
        public CompletableFuture<Boolean> start(String taskId) {
            return does("cisco.start " + taskId);
        }

        @Override
        public CompletableFuture<Boolean> end(String taskId) {
            return does("cisco.end " + taskId);
        }

        @Override
        public CompletableFuture<Boolean> setRoutable(int skillTargetId, boolean routable) {
            return does("cisco.routable " + routable);
        }
    }
}
