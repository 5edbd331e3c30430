package io.connects.core.routing;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Cisco is asked: to find an agent for one task. Texts are as they came; every {@link TaskRouter} applies the text rules of its wire.
 *
 * @param mrdId the media routing domain
 * @param scriptSelector the dialed number that chooses the script
 * @param preferredAgent skill target id of the agent to try first
 * @param previousTask the task that this one continues
 * @param variables {@code callVariable1} to {@code callVariable10} and ECC names such as {@code user.case.number}, to text
 */
public record TaskRequest(
        int mrdId,
        String scriptSelector,
        @Nullable Integer preferredAgent,
        @Nullable TaskId previousTask,
        SortedMap<String, String> variables) {
    public TaskRequest(
            int mrdId,
            String scriptSelector,
            @Nullable Integer preferredAgent,
            @Nullable TaskId previousTask,
            Map<String, String> variables) {
        this(mrdId, scriptSelector, preferredAgent, previousTask, new TreeMap<>(variables));
    }

    public TaskRequest {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }
}
