package io.connects.core.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of one route. Immutable; {@link #DEFAULTS} are those of the documentation. */
public final class RoutingOptions {
    /** Every setting at its default. */
    public static final RoutingOptions DEFAULTS = builder().build();

    private static final int LEAST_AHEAD = 50;
    private static final int MOST_AHEAD = 800;

    private final Builder values;

    private RoutingOptions(Builder values) {
        this.values = values;
    }

    /** Dialogues that may be open at Cisco at once; default 2,000. */
    public int window() {
        return values.window;
    }

    /** Dialogues that may be open at once for one script selector; default 1,000. */
    public int selectorWindow() {
        return values.selectorWindow;
    }

    /** Submissions a second while all goes well; default 20. */
    public int pacePerSecond() {
        return values.pacePerSecond;
    }

    /** Submissions that may go out at once after a pause; default 50. */
    public int burst() {
        return values.burst;
    }

    /** Work items that may be read ahead of their submission. */
    public int readAhead() {
        return values.ahead();
    }

    /**
     * How long a dialogue may be open before it is taken back and asked anew; default 2 h. Longer than any task may wait in Cisco's queue (an hour
     * unless the media routing domain says otherwise), so that only a dialogue whose end was never heard of lives so long.
     */
    public Duration longestDialogue() {
        return values.longestDialogue;
    }

    /** Delays after a decline, a push timeout, a refusal or an unknown agent; the last is repeated; default 0, 2, 8, 30, 60 s. */
    public List<Duration> retryDelays() {
        return values.retryDelays;
    }

    /** Delays after a release, an expiry in queue or a temporary failure; the last is repeated; default 1, 2, 5, 15 min. */
    public List<Duration> resubmitDelays() {
        return values.resubmitDelays;
    }

    /** Failures of one PSR after which it is parked; default 20. */
    public int failuresBeforeParking() {
        return values.failuresBeforeParking;
    }

    /** How long an item stays parked before it is tried again; default 10 min. */
    public Duration parkedFor() {
        return values.parkedFor;
    }

    /** Submissions of one PSR in any 60 s, re-targets and lost sessions apart; default 5. */
    public int submissionsPerMinute() {
        return values.submissionsPerMinute;
    }

    /** Kept free between the last moment for an assignment and Cisco's start timeout, beside the push timeout; default 3 s. */
    public Duration assignmentMargin() {
        return values.assignmentMargin;
    }

    /** How long one attempt to create an AgentWork may take; default 5 s. */
    public Duration assignmentTimeout() {
        return values.assignmentTimeout;
    }

    /** Org-wide assignment failures in a row that open the breaker; default 3. */
    public int failuresToOpen() {
        return values.failuresToOpen;
    }

    /** Time between two probes while the breaker is open; default 30 s. */
    public Duration probeInterval() {
        return values.probeInterval;
    }

    /** Failures in a row of one agent that raise an alarm; default 3. */
    public int agentFailuresToAlarm() {
        return values.agentFailuresToAlarm;
    }

    /**
     * AgentWorks that somebody else made within an hour, for PSRs that had been submitted, after which nobody is assigned any more until an engine
     * is made anew; 0 only raises the alarms; default 3.
     */
    public int foreignWorksToStop() {
        return values.foreignWorksToStop;
    }

    /** How long a removed PSR is remembered against late news; default 10 min. */
    public Duration tombstonesFor() {
        return values.tombstonesFor;
    }

    /** How long the last task of a work item is remembered for a transfer; default 8 h. */
    public Duration tasksRememberedFor() {
        return values.tasksRememberedFor;
    }

    /** What each label means; default: none known. */
    public LabelAction labelAction(String label) {
        return values.labels.getOrDefault(label, values.otherLabels);
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return new Builder(values);
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private int window = 2_000;
        private int selectorWindow = 1_000;
        private int pacePerSecond = 20;
        private int burst = 50;
        private @Nullable Integer readAhead;
        private List<Duration> retryDelays = List.of(
                Duration.ZERO,
                Duration.ofSeconds(2),
                Duration.ofSeconds(8),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60));
        private List<Duration> resubmitDelays =
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(15));
        private int failuresBeforeParking = 20;
        private Duration parkedFor = Duration.ofMinutes(10);
        private int submissionsPerMinute = 5;
        private Duration assignmentMargin = Duration.ofSeconds(3);
        private Duration assignmentTimeout = Duration.ofSeconds(5);
        private int failuresToOpen = 3;
        private Duration probeInterval = Duration.ofSeconds(30);
        private int agentFailuresToAlarm = 3;
        private int foreignWorksToStop = 3;
        private Duration tombstonesFor = Duration.ofMinutes(10);
        private Duration longestDialogue = Duration.ofHours(2);
        private Duration tasksRememberedFor = Duration.ofHours(8);
        private Map<String, LabelAction> labels = Map.of();
        private LabelAction otherLabels = new LabelAction.Park();

        private Builder() {}

        private Builder(Builder from) {
            window = from.window;
            selectorWindow = from.selectorWindow;
            pacePerSecond = from.pacePerSecond;
            burst = from.burst;
            readAhead = from.readAhead;
            retryDelays = from.retryDelays;
            resubmitDelays = from.resubmitDelays;
            failuresBeforeParking = from.failuresBeforeParking;
            parkedFor = from.parkedFor;
            submissionsPerMinute = from.submissionsPerMinute;
            assignmentMargin = from.assignmentMargin;
            assignmentTimeout = from.assignmentTimeout;
            failuresToOpen = from.failuresToOpen;
            probeInterval = from.probeInterval;
            agentFailuresToAlarm = from.agentFailuresToAlarm;
            foreignWorksToStop = from.foreignWorksToStop;
            tombstonesFor = from.tombstonesFor;
            longestDialogue = from.longestDialogue;
            tasksRememberedFor = from.tasksRememberedFor;
            labels = from.labels;
            otherLabels = from.otherLabels;
        }

        public Builder window(int value) {
            window = value;
            return this;
        }

        public Builder selectorWindow(int value) {
            selectorWindow = value;
            return this;
        }

        public Builder pacePerSecond(int value) {
            pacePerSecond = value;
            return this;
        }

        public Builder burst(int value) {
            burst = value;
            return this;
        }

        /**
         * Default: what is submitted in 2.5 s at the pace, 50 to 800. So few that what was read is fresh, so many that a source can read them
         * together.
         */
        public Builder readAhead(int value) {
            readAhead = value;
            return this;
        }

        public Builder retryDelays(List<Duration> value) {
            retryDelays = List.copyOf(value);
            return this;
        }

        public Builder resubmitDelays(List<Duration> value) {
            resubmitDelays = List.copyOf(value);
            return this;
        }

        public Builder failuresBeforeParking(int value) {
            failuresBeforeParking = value;
            return this;
        }

        public Builder parkedFor(Duration value) {
            parkedFor = value;
            return this;
        }

        public Builder submissionsPerMinute(int value) {
            submissionsPerMinute = value;
            return this;
        }

        public Builder assignmentMargin(Duration value) {
            assignmentMargin = value;
            return this;
        }

        public Builder assignmentTimeout(Duration value) {
            assignmentTimeout = value;
            return this;
        }

        public Builder failuresToOpen(int value) {
            failuresToOpen = value;
            return this;
        }

        public Builder probeInterval(Duration value) {
            probeInterval = value;
            return this;
        }

        public Builder agentFailuresToAlarm(int value) {
            agentFailuresToAlarm = value;
            return this;
        }

        public Builder foreignWorksToStop(int value) {
            foreignWorksToStop = value;
            return this;
        }

        public Builder tombstonesFor(Duration value) {
            tombstonesFor = value;
            return this;
        }

        public Builder longestDialogue(Duration value) {
            longestDialogue = value;
            return this;
        }

        public Builder tasksRememberedFor(Duration value) {
            tasksRememberedFor = value;
            return this;
        }

        /**
         * Says what labels mean.
         *
         * @param labels by label, case-sensitive
         * @param others for every other label; parking unless the site wants something else
         */
        public Builder labels(Map<String, LabelAction> labels, LabelAction others) {
            this.labels = new HashMap<>(labels);
            this.otherLabels = others;
            return this;
        }

        /** @throws IllegalArgumentException naming every setting that is out of range */
        public RoutingOptions build() {
            var faults = new ArrayList<String>();
            positive(faults, "window", window);
            positive(faults, "selectorWindow", selectorWindow);
            positive(faults, "pacePerSecond", pacePerSecond);
            positive(faults, "burst", burst);
            if (readAhead != null) {
                positive(faults, "readAhead", readAhead);
            }
            positive(faults, "failuresBeforeParking", failuresBeforeParking);
            positive(faults, "submissionsPerMinute", submissionsPerMinute);
            positive(faults, "failuresToOpen", failuresToOpen);
            positive(faults, "agentFailuresToAlarm", agentFailuresToAlarm);
            if (foreignWorksToStop < 0) {
                faults.add("foreignWorksToStop: must be 0 or more, was " + foreignWorksToStop);
            }
            delays(faults, "retryDelays", retryDelays);
            delays(faults, "resubmitDelays", resubmitDelays);
            for (var each : Map.of(
                            "parkedFor", parkedFor,
                            "assignmentTimeout", assignmentTimeout,
                            "probeInterval", probeInterval,
                            "tombstonesFor", tombstonesFor,
                            "longestDialogue", longestDialogue,
                            "tasksRememberedFor", tasksRememberedFor)
                    .entrySet()) {
                if (each.getValue().isZero() || each.getValue().isNegative()) {
                    faults.add(each.getKey() + ": must be positive, was " + each.getValue());
                }
            }
            if (assignmentMargin.isNegative()) {
                faults.add("assignmentMargin: must not be negative, was " + assignmentMargin);
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            var values = new Builder(this);
            values.readAhead = ahead();
            return new RoutingOptions(values);
        }

        private int ahead() {
            return readAhead != null
                    ? readAhead
                    : (int) Math.min(MOST_AHEAD, Math.max(LEAST_AHEAD, pacePerSecond * 5L / 2));
        }

        private static void positive(List<String> faults, String name, int value) {
            if (value < 1) {
                faults.add(name + ": must be 1 or more, was " + value);
            }
        }

        private static void delays(List<String> faults, String name, List<Duration> delays) {
            if (delays.isEmpty() || delays.stream().anyMatch(Duration::isNegative)) {
                faults.add(name + ": needs at least one delay, none negative, was " + delays);
            }
        }
    }
}
