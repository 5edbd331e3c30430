package io.connects.simulators.cce;

import io.connects.core.routing.TaskId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task that asks for an agent.
 *
 * @param dialogue names the task within its routing client
 * @param preferredAgent skill target id
 * @param previousTask the task that this one continues
 * @param variables call variables ({@code callVariable1} to {@code callVariable10}) and ECC variables ({@code user.x}) by name
 */
public record RouteRequest(
        long dialogue,
        int mrdId,
        String scriptSelector,
        @Nullable Integer preferredAgent,
        @Nullable TaskId previousTask,
        Map<String, String> variables) {
    public RouteRequest {
        Objects.requireNonNull(scriptSelector, "scriptSelector");
        variables = Map.copyOf(variables);
    }
}
