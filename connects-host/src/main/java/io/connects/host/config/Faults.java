package io.connects.host.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong. Not thread-safe. */
final class Faults {
    private final List<ConfigFault> found = new ArrayList<>();

    void add(String path, int line, String message) {
        found.add(new ConfigFault(path, line, message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** @throws InvalidConfigException with everything collected, when that is anything */
    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(ConfigFault::line));
            throw new InvalidConfigException(found);
        }
    }
}
