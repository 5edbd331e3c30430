package io.connects.host.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${env:NAME}} and {@code ${env:NAME:-default}} in scalars. The YAML has been parsed by then, so that a value may hold any
 * character. What was put in is not looked at again.
 */
final class Environment {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)\\}");
    private static final Pattern FORM = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** @throws IllegalArgumentException when a variable is not set or a reference has another form */
    String resolve(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(value(reference.group(1))));
    }

    private String value(String reference) {
        Matcher parts = FORM.matcher(reference);
        if (!parts.matches()) {
            throw new IllegalArgumentException("has a ${...} that is neither ${env:NAME} nor ${env:NAME:-default}");
        }
        String value = variables.get(parts.group(1));
        if (value != null && !value.isEmpty()) {
            return value;
        }
        if (parts.group(2) == null) {
            throw new IllegalArgumentException("needs the environment variable " + parts.group(1)
                    + (value == null ? ", which is not set" : ", which is empty"));
        }
        return parts.group(2);
    }
}
