package io.connects.host.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** Configurations for tests. */
public final class Configs {
    /** A complete route in few lines. */
    public static final String ROUTE = """
            routes:
              - name: support
                cisco: {product: CCE, release: "12.6"}
                salesforce: {loginUri: "http://127.0.0.1:9", clientId: id, clientSecret: "${env:SECRET}"}
                mri: {port: 0, bindAddress: 127.0.0.1}
                agents: [{loginId: anna, skillTargetId: 5001, userId: 0055e000001AAAAAA4}]
                queues:
                  - {queueId: 00G5e000000AAAAEA4, mrdId: 1, scriptSelector: cases, pushTimeout: 20s}
            """;

    public static final Map<String, String> ENVIRONMENT = Map.of("SECRET", "s3cr3t: {not yaml}");

    private Configs() {}

    public static HostConfig parse(String yaml) {
        return HostConfig.parse(yaml, ENVIRONMENT, Path.of("."));
    }

    /** The faults of a configuration, as printed. */
    static List<String> faults(String yaml) {
        return faults(yaml, Path.of("."));
    }

    static List<String> faults(String yaml, Path directory) {
        var refused = Assertions.catchThrowableOfType(
                InvalidConfigException.class, () -> HostConfig.parse(yaml, ENVIRONMENT, directory));
        Assertions.assertThat(refused).as("faults of:%n%s", yaml).isNotNull();
        return refused.faults().stream().map(ConfigFault::toString).toList();
    }

    /** {@link #ROUTE} with another text in the place of one of its own. */
    static String with(String text, String other) {
        Assertions.assertThat(ROUTE).contains(text);
        return ROUTE.replace(text, other);
    }
}
