package io.connects.sandbox;

import io.connects.host.Host;
import io.connects.host.config.HostConfig;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The adapter inside this process. Not thread-safe. */
final class AdapterInside implements Adapter {
    private final String configuration;
    private final Map<String, String> environment;
    private @Nullable Host host;

    AdapterInside(String configuration, Map<String, String> environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    @Override
    public void start() {
        host = Host.of(HostConfig.parse(configuration, environment, Path.of("")));
        host.start();
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException("an adapter inside this process cannot be killed alone");
    }

    @Override
    public void close() {
        if (host != null) {
            host.close();
        }
    }
}
