package io.connects.host.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a whole configuration. Used once. */
final class ConfigReader {
    private final Environment environment;
    private final RouteReader routeReader;
    private final Faults faults = new Faults();

    ConfigReader(Environment environment, Path directory) {
        this.environment = environment;
        this.routeReader = new RouteReader(directory);
    }

    /** @throws InvalidConfigException with every fault */
    HostConfig read(String yaml) {
        Optional<Node> root = new YamlReader(faults).read(yaml);
        if (root.isEmpty() && faults.isEmpty()) {
            faults.add("", 0, "is empty; it needs a list of routes");
        }
        List<RouteConfig> routes = root.flatMap(node -> new Value("", node.line(), node, environment, faults).section())
                .map(this::routes)
                .orElse(List.of());
        faults.throwIfAny();
        return new HostConfig(routes);
    }

    private List<RouteConfig> routes(Section root) {
        var routes = new ArrayList<RouteConfig>();
        root.required("routes").ifPresent(list -> {
            List<Value> items = list.items("route");
            for (Value item : items) {
                item.section().flatMap(routeReader::read).ifPresent(routes::add);
            }
        });
        root.end();
        return routes;
    }
}
