package io.connects.host.config;

import io.connects.mri.MriOptions;
import io.connects.mri.codec.MriDialect;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code mri} section of a route, which may be missing: everything in it has a default. */
final class MriReader {
    private static final String BUILT_IN = "ged125-like";
    private static final int MAX_DIALECT_BYTES = 256 * 1024;

    private final Path directory;

    MriReader(Path directory) {
        this.directory = directory;
    }

    /** @param used the ECC variables that queues set; empty when those have faults */
    Optional<MriOptions> read(Section route, Optional<Set<String>> used) {
        Set<String> eccNames = used.orElse(Set.of());
        Optional<Value> value = route.value("mri");
        if (value.isEmpty()) {
            return route.build(MriOptions.builder().eccNames(List.copyOf(eccNames))::build);
        }
        return value.get().section().flatMap(section -> {
            Optional<MriOptions> options = read(section, eccNames);
            section.end();
            return options;
        });
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
        builder.eccNames(eccNames(section, used));
        return section.build(builder::build);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "is neither an address nor a host name that can be resolved: " + text, e);
        }
    }

    private Optional<MriDialect> dialect(Value value) {
        return value.text().flatMap(name -> {
            if (name.equals(BUILT_IN)) {
                return Optional.of(MriDialect.ged125Like());
            }
            try {
                String text = TextFiles.read(directory.resolve(name), MAX_DIALECT_BYTES);
                return Optional.of(MriDialect.read(new StringReader(text)));
            } catch (IOException e) {
                value.object("is neither " + BUILT_IN + " nor a dialect file: " + name + ": " + TextFiles.reason(e));
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
