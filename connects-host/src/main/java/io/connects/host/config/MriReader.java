package io.connects.host.config;

import io.connects.core.routing.RouteTarget;
import io.connects.mri.MriOptions;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.tls.MriTls;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the {@code mri} key of a route: one PIM, or a list of PIMs that have names. It may be missing, for everything in it has a default.
 */
final class MriReader {
    private static final int MAX_DIALECT_BYTES = 256 * 1024;

    private final Path directory;
    private final Section route;
    /** Where each PIM is configured, by name. */
    private final Map<String, Section> sections = new LinkedHashMap<>();

    MriReader(Path directory, Section route) {
        this.directory = directory;
        this.route = route;
        route.value("mri").ifPresent(this::list);
    }

    private void list(Value value) {
        if (!value.isSequence()) {
            value.section().ifPresent(section -> sections.put(RouteTarget.ONLY, section));
            return;
        }
        for (Value item : value.items("PIM")) {
            item.section()
                    .ifPresent(section -> section.required("name", Scalars::name)
                            .ifPresent(name -> {
                                if (sections.putIfAbsent(name, section) != null) {
                                    section.fault("name", name + " is used twice");
                                }
                            }));
        }
    }

    /** The PIMs that queues may name; one without a name is the only one. */
    Set<String> names() {
        return sections.isEmpty() ? Set.of(RouteTarget.ONLY) : sections.keySet();
    }

    /**
     * How to listen for each PIM; empty after a fault.
     *
     * @param used the ECC variables that the queues of each PIM set; empty when those have faults
     * @param ports the ports that are used already, and where
     */
    Optional<Map<String, MriOptions>> read(Optional<Map<String, Set<String>>> used, Map<Integer, String> ports) {
        Map<String, Set<String>> eccNames = used.orElse(Map.of());
        if (sections.isEmpty()) {
            return route.build(MriOptions.builder().eccNames(eccNames(eccNames, RouteTarget.ONLY))::build)
                    .map(only -> Map.of(RouteTarget.ONLY, only));
        }
        var pims = new LinkedHashMap<String, MriOptions>();
        sections.forEach((name, section) -> {
            read(section, eccNames.getOrDefault(name, Set.of())).ifPresent(options -> {
                pims.put(name, options);
                int port = options.address().getPort();
                if (port != 0) {
                    section.differs("port", port, ports);
                }
            });
            section.end();
        });
        return pims.size() == sections.size() ? Optional.of(pims) : Optional.empty();
    }

    private static List<String> eccNames(Map<String, Set<String>> used, String pim) {
        return List.copyOf(used.getOrDefault(pim, Set.of()));
    }

    private Optional<MriOptions> read(Section section, Set<String> used) {
        MriOptions.Builder builder = MriOptions.builder();
        int port =
                section.optional("port", Scalars::port, MriOptions.DEFAULT_PORT).orElse(0);
        builder.address(new InetSocketAddress(port));
        section.set("bindAddress", MriReader::address, bind -> builder.address(new InetSocketAddress(bind, port)));
        section.set("heartbeatInterval", Durations::parse, builder::heartbeatInterval);
        section.set("openDeadline", Durations::parse, builder::openDeadline);
        section.set("cancelDeadline", Durations::parse, builder::cancelDeadline);
        section.set("closeDeadline", Durations::parse, builder::closeDeadline);
        section.value("dialect").flatMap(this::dialect).ifPresent(builder::dialect);
        section.value("allowedHosts").ifPresent(list -> builder.allowedHosts(allowedHosts(list)));
        var variables = new LinkedHashSet<>(used);
        queueVariable(section, "queuePositionVariable", variables, builder::queuePositionVariable);
        queueVariable(section, "expectedWaitVariable", variables, builder::expectedWaitVariable);
        builder.eccNames(eccNames(section, variables));
        Optional<Value> tls = section.value("tls");
        if (tls.isPresent()) {
            Optional<MriTls> read = new MriTlsReader(directory).read(tls.get());
            if (read.isEmpty()) {
                return Optional.empty();
            }
            builder.tls(read.get());
        }
        return section.build(builder::build);
    }

    private static List<InetAddress> allowedHosts(Value list) {
        var hosts = new ArrayList<InetAddress>();
        for (Value host : list.items("host")) {
            host.as(MriReader::addresses).ifPresent(hosts::addAll);
        }
        return hosts;
    }

    /** A variable in which the script tells how the queue stands; an ECC variable is registered like those that queues set. */
    private static void queueVariable(Section section, String key, Set<String> eccNames, Consumer<String> setter) {
        section.set(key, QueuesReader::variable, name -> {
            setter.accept(name);
            if (!QueuesReader.isCallVariable(name)) {
                eccNames.add(name);
            }
        });
    }

    private static InetAddress address(String text) {
        return addresses(text).get(0);
    }

    /** Every address of a host: the PG's hosts often have two networks. */
    private static List<InetAddress> addresses(String text) {
        try {
            return List.of(InetAddress.getAllByName(text));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "is neither an address nor a host name that can be resolved: " + text, e);
        }
    }

    private Optional<MriDialect> dialect(Value value) {
        return value.text().flatMap(name -> {
            Optional<MriDialect> builtIn = MriDialect.builtIn(name);
            if (builtIn.isPresent()) {
                return builtIn;
            }
            try {
                String text = TextFiles.read(directory.resolve(name), MAX_DIALECT_BYTES);
                return Optional.of(MriDialect.read(new StringReader(text)));
            } catch (IOException e) {
                value.object("is neither " + String.join(" nor ", MriDialect.BUILT_IN) + " nor a dialect file: " + name
                        + ": " + TextFiles.reason(e));
            } catch (IllegalArgumentException e) {
                String.valueOf(e.getMessage()).lines().forEach(fault -> value.object(name + ": " + fault));
            }
            return Optional.empty();
        });
    }

    private static List<String> eccNames(Section section, Set<String> used) {
        Optional<Value> listed = section.value("eccVariables");
        if (listed.isEmpty()) {
            return List.copyOf(used);
        }
        var names = new ArrayList<String>();
        for (Value item : listed.get().items("")) {
            item.text().ifPresent(names::add);
        }
        var missing = new LinkedHashSet<>(used);
        names.forEach(missing::remove);
        if (!missing.isEmpty()) {
            listed.get().fault("lacks variables that queues set: " + String.join(", ", missing));
        }
        return names;
    }
}
