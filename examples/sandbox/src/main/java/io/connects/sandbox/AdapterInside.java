package io.connects.sandbox;

import io.connects.host.Host;
import io.connects.host.config.HostConfig;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The adapter inside this process. */
final class AdapterInside implements Adapter {
    private final String configuration;
    private final Map<String, String> environment;
    private volatile @Nullable Host host;

    AdapterInside(String configuration, Map<String, String> environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    @Override
    public void start() {
        Host started = Host.of(HostConfig.parse(configuration, environment, Path.of("")));
        host = started;
        started.start();
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException("an adapter inside this process cannot be killed alone");
    }

    @Override
    public void close() {
        Host running = host;
        if (running != null) {
            running.close();
        }
    }
}
