package io.connects.core.routing;

import java.util.List;
import java.util.Optional;

/**
 * How a PSR stands at one moment, as REST tells: what to ask after an assignment that failed or was not answered.
 *
 * @param psr the record, or empty when it is gone (accepted, or withdrawn)
 * @param agentWorks every AgentWork that was created for it, newest first
 */
public record Standing(Optional<Psr> psr, List<AgentWork> agentWorks) {
    public Standing {
        agentWorks = List.copyOf(agentWorks);
    }

    /** The AgentWork in Assigned or Opened, if there is one. */
    public Optional<AgentWork> active() {
        return agentWorks.stream().filter(work -> work.status().active()).findFirst();
    }
}
