package io.connects.host.config;

import io.connects.core.routing.Agents;
import io.connects.core.routing.RoutingOptions;
import io.connects.mri.MriOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        Optional<Value> finesseValue = route.value("finesse");
        Optional<RouteConfig.Finesse> finesse = finesseValue
                .flatMap(Value::section)
                .flatMap(section -> new FinesseReader(directory).read(section, cisco.orElse(null)));
        Optional<Value> ssoValue = route.value("sso");
        Optional<RouteConfig.Sso> sso = ssoValue.flatMap(Value::section)
                .flatMap(section -> new SsoReader(directory).read(section, cisco.orElse(null)));
        Optional<Agents> agents = agents(route, finesse.orElse(null));
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
                || finesse.isPresent() != finesseValue.isPresent()
                || sso.isPresent() != ssoValue.isPresent()
                || agents.isEmpty()
                || queues.isEmpty()
                || org.isEmpty()
                || mri.isEmpty()
                || options.isEmpty()) {
            return Optional.empty();
        }
        var routing = new RouteConfig.Routing(
                agents.get(), queues.get().map(), queues.get().count(), options.get());
        return Optional.of(new RouteConfig(
                name.get(), cisco.get(), org.get(), mri.get(), finesse.orElse(null), sso.orElse(null), routing));
    }

    /** Those that are listed; they may be missing where Finesse knows them. */
    private Optional<Agents> agents(Section route, RouteConfig.@Nullable Finesse finesse) {
        boolean mayLack = finesse != null && finesse.agents() != RouteConfig.AgentsFrom.CONFIGURED;
        Optional<Value> listed = mayLack ? route.value("agents") : route.required("agents");
        return mayLack && listed.isEmpty()
                ? Optional.of(Agents.NONE)
                : listed.flatMap(value -> AgentsReader.read(value, directory));
    }

    private static Optional<CiscoRelease> cisco(Section section) {
        Optional<CiscoRelease.Product> product = section.required("product", CiscoRelease::product);
        Optional<String> release = section.required("release", text -> text);
        section.end();
        return release.flatMap(
                text -> section.build(() -> CiscoRelease.of(product.orElse(CiscoRelease.Product.CCE), text)));
    }
}
