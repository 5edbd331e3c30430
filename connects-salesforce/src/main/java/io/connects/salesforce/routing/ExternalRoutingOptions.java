package io.connects.salesforce.routing;

import io.connects.core.Backoff;
import io.connects.salesforce.SalesforceRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of an org's External Routing to listen to, and what to read. Immutable. */
public final class ExternalRoutingOptions {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z]\\w{0,24}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z]\\w{0,79}(\\.[A-Za-z]\\w{0,79}){0,5}");

    private static final Duration MAX_LINGER = Duration.ofMillis(100);

    private final String psrTopic;
    private final @Nullable String agentWorkTopic;
    private final boolean createTopics;
    private final Set<String> workItemFields;
    private final Duration snapshotEvery;
    private final Backoff retry;
    private final int assignmentBatch;
    private final Duration assignmentLinger;
    private final Duration batchPause;
    private final CapacityCheck capacityCheck;
    private final boolean guardedAssignment;

    private ExternalRoutingOptions(Builder builder) {
        this.psrTopic = builder.psrTopic;
        this.agentWorkTopic = builder.agentWorkTopic;
        this.createTopics = builder.createTopics;
        this.workItemFields = Set.copyOf(builder.workItemFields);
        this.snapshotEvery = builder.snapshotEvery;
        this.retry = builder.retry;
        this.assignmentBatch = builder.assignmentBatch;
        this.assignmentLinger = builder.assignmentLinger;
        this.batchPause = builder.batchPause;
        this.capacityCheck = builder.capacityCheck;
        this.guardedAssignment = builder.guardedAssignment;
    }

    /** The PushTopic on PendingServiceRouting. */
    public String psrTopic() {
        return psrTopic;
    }

    /** The PushTopic on AgentWork; empty when its changes are not listened to. */
    public Optional<String> agentWorkTopic() {
        return Optional.ofNullable(agentWorkTopic);
    }

    /** Whether a PushTopic that does not exist is created. */
    public boolean createTopics() {
        return createTopics;
    }

    /** Fields of work items to read, by API name; those that an object lacks are left out. */
    public Set<String> workItemFields() {
        return workItemFields;
    }

    /** How often a snapshot is read while nothing else calls for one. */
    public Duration snapshotEvery() {
        return snapshotEvery;
    }

    /** Between attempts at a snapshot, and at preparing topics, after a failure. */
    public Backoff retry() {
        return retry;
    }

    /** The most assignments of one request; 1 when each is sent by itself. */
    public int assignmentBatch() {
        return assignmentBatch;
    }

    /** How long an assignment waits for others while one is under way; up to ten times as long while they come by the dozen, a second at most. */
    public Duration assignmentLinger() {
        return assignmentLinger;
    }

    /** How long assignments are sent one by one after a batch failed as a whole; twice as long each time, up to 16 times, until one works. */
    public Duration batchPause() {
        return batchPause;
    }

    /** Who says whether an agent has room for an item. */
    public CapacityCheck capacityCheck() {
        return capacityCheck;
    }

    /** Whether each assignment is created together with a guard row, so that it cannot happen twice. */
    public boolean guardedAssignment() {
        return guardedAssignment;
    }

    public Builder toBuilder() {
        return new Builder()
                .psrTopic(psrTopic)
                .agentWorkTopic(agentWorkTopic)
                .createTopics(createTopics)
                .workItemFields(workItemFields)
                .snapshotEvery(snapshotEvery)
                .retry(retry)
                .assignmentBatch(assignmentBatch)
                .assignmentLinger(assignmentLinger)
                .batchPause(batchPause)
                .capacityCheck(capacityCheck)
                .guardedAssignment(guardedAssignment);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private String psrTopic = "ConnectsPsr";
        private @Nullable String agentWorkTopic = "ConnectsAgentWork";
        private boolean createTopics = true;
        private Set<String> workItemFields = Set.of();
        private Duration snapshotEvery = Duration.ofMinutes(15);
        private Backoff retry = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        private int assignmentBatch = SalesforceRest.MAX_COLLECTION;
        private Duration assignmentLinger = Duration.ofMillis(20);
        private Duration batchPause = Duration.ofSeconds(30);
        private CapacityCheck capacityCheck = CapacityCheck.SALESFORCE;
        private boolean guardedAssignment;

        private Builder() {}

        /** Default {@code ConnectsPsr}; at most 25 characters. */
        public Builder psrTopic(String name) {
            psrTopic = name;
            return this;
        }

        /** Default {@code ConnectsAgentWork}; null to do without. */
        public Builder agentWorkTopic(@Nullable String name) {
            agentWorkTopic = name;
            return this;
        }

        /** Default true; needs the permission to create PushTopics. */
        public Builder createTopics(boolean value) {
            createTopics = value;
            return this;
        }

        /** API names such as {@code CaseNumber} or {@code Account.Name}, for all kinds of work items together. Default none. */
        public Builder workItemFields(Collection<String> names) {
            workItemFields = Set.copyOf(names);
            return this;
        }

        /** Default 15 min. */
        public Builder snapshotEvery(Duration value) {
            snapshotEvery = value;
            return this;
        }

        /** Default 1 s to 1 min. */
        public Builder retry(Backoff value) {
            retry = value;
            return this;
        }

        /** Default and at most 200. */
        public Builder assignmentBatch(int value) {
            assignmentBatch = value;
            return this;
        }

        /** Default 20 ms; at most 100 ms. */
        public Builder assignmentLinger(Duration value) {
            assignmentLinger = value;
            return this;
        }

        /** Default 30 s. */
        public Builder batchPause(Duration value) {
            batchPause = value;
            return this;
        }

        /** Default {@link CapacityCheck#SALESFORCE}. */
        public Builder capacityCheck(CapacityCheck value) {
            capacityCheck = value;
            return this;
        }

        /**
         * Default false. Needs the custom object {@code Connects_Assignment__c} with the unique external id {@code Key__c}, a text of 40 characters;
         * each assignment is then a request of its own. Unproven: whether Omni-Channel takes part when Salesforce undoes one of the pair is written
         * nowhere, so try it in a sandbox first.
         */
        public Builder guardedAssignment(boolean value) {
            guardedAssignment = value;
            return this;
        }

        /** @throws IllegalArgumentException naming every fault */
        public ExternalRoutingOptions build() {
            List<String> faults = new ArrayList<>();
            topic("psrTopic", psrTopic, faults);
            if (agentWorkTopic != null) {
                topic("agentWorkTopic", agentWorkTopic, faults);
            }
            if (psrTopic.equals(agentWorkTopic)) {
                faults.add("agentWorkTopic: must differ from psrTopic");
            }
            for (String field : workItemFields) {
                if (!FIELD.matcher(field).matches()) {
                    faults.add("workItemFields: not the API name of a field: '" + field + "'");
                }
            }
            if (snapshotEvery.toMillis() < 1) {
                faults.add("snapshotEvery: must be at least 1 ms, was " + snapshotEvery);
            }
            if (assignmentBatch < 1 || assignmentBatch > SalesforceRest.MAX_COLLECTION) {
                faults.add(
                        "assignmentBatch: must be 1 to " + SalesforceRest.MAX_COLLECTION + ", was " + assignmentBatch);
            }
            if (assignmentLinger.isNegative() || assignmentLinger.compareTo(MAX_LINGER) > 0) {
                faults.add("assignmentLinger: must be 0 to 100 ms, was " + assignmentLinger);
            }
            if (batchPause.toMillis() < 1) {
                faults.add("batchPause: must be at least 1 ms, was " + batchPause);
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return new ExternalRoutingOptions(this);
        }

        private static void topic(String name, String value, List<String> faults) {
            if (!TOPIC.matcher(value).matches()) {
                faults.add(name + ": a letter, then letters, digits and _, at most 25 in all, was '" + value + "'");
            }
        }
    }
}
