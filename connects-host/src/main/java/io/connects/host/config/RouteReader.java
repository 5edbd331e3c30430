package io.connects.host.config;

import io.connects.core.routing.Agents;
import io.connects.core.routing.RoutingOptions;
import io.connects.mri.MriOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads one route after another, and what must differ between them. */
final class RouteReader {
    private final Path directory;
    private final Map<String, String> names = new HashMap<>();
    private final Map<Integer, String> ports = new HashMap<>();

    private final SalesforceReader salesforceReader;

    RouteReader(Path directory) {
        this.directory = directory;
        this.salesforceReader = new SalesforceReader(new CredentialsReader(directory, new HashMap<>()), directory);
    }

    /** The route; empty after a fault. */
    Optional<RouteConfig> read(Section route) {
        Optional<String> name = route.required("name", Scalars::name);
        name.ifPresent(text -> route.differs("name", text, names));
        Optional<CiscoRelease> cisco =
                route.required("cisco").flatMap(Value::section).flatMap(RouteReader::cisco);
        Optional<Agents> agents = route.required("agents").flatMap(value -> AgentsReader.read(value, directory));
        var mriReader = new MriReader(directory, route);
        Optional<QueuesReader.Queues> queues = QueuesReader.read(route, mriReader.names());
        Optional<RouteConfig.Org> org = route.required("salesforce")
                .flatMap(Value::section)
                .flatMap(section -> salesforceReader.read(section, queues.map(QueuesReader.Queues::fields)));
        Optional<Map<String, MriOptions>> mri = mriReader.read(queues.map(QueuesReader.Queues::eccNames), ports);
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

    private static Optional<CiscoRelease> cisco(Section section) {
        Optional<CiscoRelease.Product> product = section.required("product", CiscoRelease::product);
        Optional<String> release = section.required("release", text -> text);
        section.end();
        return release.flatMap(
                text -> section.build(() -> CiscoRelease.of(product.orElse(CiscoRelease.Product.CCE), text)));
    }
}
