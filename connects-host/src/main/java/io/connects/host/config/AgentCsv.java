package io.connects.host.config;

import io.connects.core.routing.Agent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads agents from comma-separated text with a header: the columns {@code loginId}, {@code skillTargetId} and {@code userId} in any order.
 * Values may stand in double quotes; empty lines and lines that begin with {@code #} are skipped.
 */
final class AgentCsv {
    private static final List<String> COLUMNS = List.of("loginId", "skillTargetId", "userId");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final List<String> faults;

    /** @param faults is told of everything wrong, with its line */
    AgentCsv(List<String> faults) {
        this.faults = faults;
    }

    List<Agent> read(String text) {
        var agents = new ArrayList<Agent>();
        List<String> header = null;
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> fields = fields(line);
            if (header == null) {
                header = fields;
                if (header.size() != COLUMNS.size() || !header.containsAll(COLUMNS)) {
                    faults.add("line " + number + ": must be the header " + String.join(",", COLUMNS));
                    return List.of();
                }
            } else if (fields.size() != COLUMNS.size()) {
                faults.add("line " + number + ": must have " + COLUMNS.size() + " values, has " + fields.size());
            } else {
                agent(number, header, fields, agents);
            }
        }
        if (agents.isEmpty() && faults.isEmpty()) {
            faults.add("has no agents");
        }
        return agents;
    }

    private static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        for (String field : line.split(",", -1)) {
            fields.add(QUOTED.matcher(field.strip()).replaceFirst("$1").strip());
        }
        return fields;
    }

    private void agent(int number, List<String> header, List<String> fields, List<Agent> agents) {
        int before = faults.size();
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            row.put(header.get(i), fields.get(i));
        }
        String loginId = value(number, row, "loginId", text -> text, "");
        int skillTargetId = value(number, row, "skillTargetId", Scalars::positive, 1);
        String userId = value(number, row, "userId", Scalars::userId, "");
        if (faults.size() == before) {
            agents.add(new Agent(loginId, skillTargetId, userId));
        }
    }

    private <T> T value(int number, Map<String, String> row, String column, Function<String, T> parser, T fallback) {
        String text = row.getOrDefault(column, "");
        try {
            if (!text.isEmpty()) {
                return parser.apply(text);
            }
            faults.add("line " + number + ": " + column + ": is empty");
        } catch (IllegalArgumentException e) {
            faults.add("line " + number + ": " + column + ": " + e.getMessage());
        }
        return fallback;
    }
}
