package io.connects.host.config;

import io.connects.core.routing.Agent;
import io.connects.core.routing.Agents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code agents} of a route: a list, or the name of a file with one. */
final class AgentsReader {
    private static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

    private AgentsReader() {}

    /** @param directory where the file is looked for */
    static Optional<Agents> read(Value value, Path directory) {
        if (!value.isMapping()) {
            return listed(value);
        }
        return value.section().flatMap(section -> {
            Optional<Agents> agents = section.required("csvFile").flatMap(file -> csv(file, directory));
            section.end();
            return agents;
        });
    }

    private static Optional<Agents> listed(Value value) {
        var agents = new ArrayList<Agent>();
        for (Value item : value.items("agent")) {
            item.section().flatMap(AgentsReader::agent).ifPresent(agents::add);
        }
        return all(value, agents);
    }

    private static Optional<Agent> agent(Section section) {
        Optional<String> loginId = section.required("loginId", text -> text);
        Optional<Integer> skillTargetId = section.required("skillTargetId", Scalars::positive);
        Optional<String> userId = section.required("userId", Scalars::userId);
        section.end();
        return loginId.flatMap(login -> skillTargetId.flatMap(id -> userId.map(user -> new Agent(login, id, user))));
    }

    private static Optional<Agents> csv(Value value, Path directory) {
        return value.text().flatMap(name -> {
            var faults = new ArrayList<String>();
            List<Agent> agents = List.of();
            try {
                agents = new AgentCsv(faults).read(TextFiles.read(directory.resolve(name), MAX_FILE_BYTES));
            } catch (IOException e) {
                faults.add(TextFiles.reason(e));
            }
            faults.forEach(fault -> value.object(name + ": " + fault));
            return faults.isEmpty() ? all(value, agents) : Optional.empty();
        });
    }

    private static Optional<Agents> all(Value value, List<Agent> agents) {
        try {
            return Optional.of(Agents.of(agents));
        } catch (IllegalArgumentException e) {
            value.object(String.valueOf(e.getMessage()).replaceFirst("^agents: ", ""));
            return Optional.empty();
        }
    }
}
