package io.connects.host.config;

import io.connects.core.routing.Agents;
import io.connects.core.routing.RoutingOptions;
import io.connects.mri.MriOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one route after another, and what must differ between them. */
final class RouteReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final Path directory;
    private final Map<String, String> names = new HashMap<>();
    private final Map<Integer, String> ports = new HashMap<>();

    RouteReader(Path directory) {
        this.directory = directory;
    }

    /** The route; empty after a fault. */
    Optional<RouteConfig> read(Section route) {
        Optional<String> name = route.required("name", RouteReader::name);
        name.ifPresent(text -> differs(route, "name", text, names));
        Optional<CiscoRelease> cisco =
                route.required("cisco").flatMap(Value::section).flatMap(RouteReader::cisco);
        Optional<Agents> agents = route.required("agents").flatMap(value -> AgentsReader.read(value, directory));
        Optional<QueuesReader.Queues> queues = QueuesReader.read(route);
        Optional<RouteConfig.Org> org = route.required("salesforce")
                .flatMap(Value::section)
                .flatMap(section -> SalesforceReader.read(section, queues.map(QueuesReader.Queues::fields)));
        Optional<MriOptions> mri = new MriReader(directory).read(route, queues.map(QueuesReader.Queues::eccNames));
        mri.filter(options -> options.address().getPort() != 0)
                .ifPresent(options -> route.value("mri")
                        .flatMap(Value::section)
                        .ifPresent(section ->
                                differs(section, "port", options.address().getPort(), ports)));
        Optional<RoutingOptions> options = SettingsReader.read(route);
        route.end();
        if (name.isEmpty()
                || cisco.isEmpty()
                || agents.isEmpty()
                || queues.isEmpty()
                || org.isEmpty()
                || mri.isEmpty()
                || options.isEmpty()) {
            return Optional.empty();
        }
        var routing = new RouteConfig.Routing(
                agents.get(), queues.get().map(), queues.get().count(), options.get());
        return Optional.of(new RouteConfig(name.get(), cisco.get(), org.get(), mri.get(), routing));
    }

    private static <T> void differs(Section section, String key, T value, Map<T, String> seen) {
        String first = seen.putIfAbsent(value, section.path + "." + key);
        if (first != null) {
            section.fault(key, value + " is used by " + first + " already");
        }
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 40 letters, digits, dots, dashes and underscores, was '" + text + "'");
        }
        return text;
    }

    private static Optional<CiscoRelease> cisco(Section section) {
        Optional<CiscoRelease.Product> product = section.required("product", CiscoRelease::product);
        Optional<String> release = section.required("release", text -> text);
        section.end();
        return release.flatMap(
                text -> section.build(() -> CiscoRelease.of(product.orElse(CiscoRelease.Product.CCE), text)));
    }
}
