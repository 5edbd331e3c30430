package io.connects.host.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The whole configuration of one adapter. Immutable.
 *
 * @param routes one or more; names differ, and so do MRI ports
 */
public record HostConfig(List<RouteConfig> routes) {
    /** The most bytes of a configuration file. */
    public static final int MAX_BYTES = YamlReader.MAX_CHARACTERS;

    public HostConfig {
        routes = List.copyOf(routes);
    }

    /**
     * Reads a file in UTF-8; the files it names are looked for beside it.
     *
     * @param environment for {@code ${env:NAME}}
     * @throws InvalidConfigException with every fault
     */
    public static HostConfig read(Path file, Map<String, String> environment) {
        var faults = new Faults();
        Path directory = file.toAbsolutePath().normalize().getParent();
        String yaml = "";
        try {
            yaml = TextFiles.read(file, MAX_BYTES);
        } catch (IOException e) {
            faults.add("", 0, file + ": " + TextFiles.reason(e));
        }
        faults.throwIfAny();
        return parse(yaml, environment, directory == null ? Path.of("") : directory);
    }

    /**
     * Reads YAML.
     *
     * @param environment for {@code ${env:NAME}}
     * @param directory where files named in it are looked for
     * @throws InvalidConfigException with every fault
     */
    public static HostConfig parse(String yaml, Map<String, String> environment, Path directory) {
        return new ConfigReader(new Environment(environment), directory).read(yaml);
    }
}
