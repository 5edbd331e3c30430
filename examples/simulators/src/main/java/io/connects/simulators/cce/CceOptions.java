package io.connects.simulators.cce;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The configuration of a {@link LittleCce}. Immutable. */
public final class CceOptions {
    /** The correlation variable unless another is set. */
    public static final String DEFAULT_CORRELATION_VARIABLE = "callVariable10";

    /** The variable with the expected wait unless another is set. */
    public static final String DEFAULT_EXPECTED_WAIT_VARIABLE = "callVariable9";

    final List<MediaRoutingDomain> domains;
    final List<Integer> skillGroups;
    final List<ScriptSelector> selectors;
    final List<CceAgent> agents;
    final RouterLimits limits;
    final String correlationVariable;
    final String expectedWaitVariable;
    final CongestionTreatment congestionTreatment;
    final @Nullable String priorityVariable;

    private CceOptions(Builder builder) {
        domains = List.copyOf(builder.domains);
        skillGroups = List.copyOf(builder.skillGroups);
        selectors = List.copyOf(builder.selectors);
        agents = List.copyOf(builder.agents);
        limits = builder.limits;
        correlationVariable = builder.correlationVariable;
        expectedWaitVariable = builder.expectedWaitVariable;
        congestionTreatment = builder.congestionTreatment;
        priorityVariable = builder.priorityVariable;
    }

    /** An empty configuration to fill. */
    public static Builder builder() {
        return new Builder();
    }

    /** The agents, in the order in which they were given. */
    public List<CceAgent> agents() {
        return agents;
    }

    /** Fills a configuration. Not thread-safe. */
    public static final class Builder {
        private final List<MediaRoutingDomain> domains = new ArrayList<>();
        private final List<Integer> skillGroups = new ArrayList<>();
        private final List<ScriptSelector> selectors = new ArrayList<>();
        private final List<CceAgent> agents = new ArrayList<>();
        private RouterLimits limits = RouterLimits.DEFAULT;
        private String correlationVariable = DEFAULT_CORRELATION_VARIABLE;
        private String expectedWaitVariable = DEFAULT_EXPECTED_WAIT_VARIABLE;
        private CongestionTreatment congestionTreatment = new CongestionTreatment.FailDialogue();
        private @Nullable String priorityVariable;

        private Builder() {}

        /** Adds a media routing domain. */
        public Builder domain(MediaRoutingDomain domain) {
            domains.add(domain);
            return this;
        }

        /** Adds a skill group by its skill target id. */
        public Builder skillGroup(int skillTargetId) {
            skillGroups.add(skillTargetId);
            return this;
        }

        /** Adds a script selector. */
        public Builder selector(ScriptSelector selector) {
            selectors.add(selector);
            return this;
        }

        /** Adds an agent, who is signed in, ready and routable from the start. */
        public Builder agent(CceAgent agent) {
            agents.add(agent);
            return this;
        }

        /** Sets the router's limits; {@link RouterLimits#DEFAULT} otherwise. */
        public Builder limits(RouterLimits routerLimits) {
            this.limits = routerLimits;
            return this;
        }

        /** Names the variable with the correlation value; {@value #DEFAULT_CORRELATION_VARIABLE} otherwise. */
        public Builder correlationVariable(String name) {
            this.correlationVariable = name;
            return this;
        }

        /**
         * Names the variable in which a RUN_SCRIPT_REQ tells the expected wait, in seconds; {@value #DEFAULT_EXPECTED_WAIT_VARIABLE} otherwise.
         */
        public Builder expectedWaitVariable(String name) {
            this.expectedWaitVariable = name;
            return this;
        }

        /** Sets what congestion control does with a task that it rejects; it fails the dialogue otherwise. */
        public Builder congestionTreatment(CongestionTreatment treatment) {
            this.congestionTreatment = treatment;
            return this;
        }

        /**
         * Names the variable with a task's priority: a whole number, the lowest first. Tasks without one come after all others. Without this
         * setting the queue is first in, first out.
         */
        public Builder priorityVariable(String name) {
            this.priorityVariable = name;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException naming every fault: something given twice, or referred to and not given
         */
        public CceOptions build() {
            List<String> faults = new ArrayList<>();
            Set<Integer> mrds = new HashSet<>();
            domains.forEach(domain -> once(mrds.add(domain.id()), "domain " + domain.id(), faults));
            Set<Integer> groups = new HashSet<>();
            skillGroups.forEach(group -> once(groups.add(group), "skillGroup " + group, faults));
            Set<String> numbers = new HashSet<>();
            for (ScriptSelector selector : selectors) {
                String name = "selector " + selector.number();
                once(numbers.add(selector.number()), name, faults);
                known(mrds.contains(selector.mrdId()), name, "domain " + selector.mrdId(), faults);
                Script script = selector.script();
                if (script != null) {
                    script.skillGroups()
                            .forEach(group -> known(groups.contains(group), name, "skillGroup " + group, faults));
                }
            }
            Set<Integer> ids = new HashSet<>();
            for (CceAgent agent : agents) {
                String name = "agent " + agent.skillTargetId();
                once(ids.add(agent.skillTargetId()), name, faults);
                agent.skillGroups()
                        .forEach(group -> known(groups.contains(group), name, "skillGroup " + group, faults));
                agent.taskLimits().keySet().forEach(mrd -> known(mrds.contains(mrd), name, "domain " + mrd, faults));
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return new CceOptions(this);
        }

        private static void once(boolean isNew, String what, List<String> faults) {
            if (!isNew) {
                faults.add(what + ": given twice");
            }
        }

        private static void known(boolean isKnown, String user, String used, List<String> faults) {
            if (!isKnown) {
                faults.add(user + ": refers to " + used + ", which is not given");
            }
        }
    }
}
