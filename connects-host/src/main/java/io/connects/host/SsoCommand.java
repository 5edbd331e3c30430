package io.connects.host;

import io.connects.core.Secret;
import io.connects.core.http.OwnResources;
import io.connects.host.config.HostConfig;
import io.connects.host.config.RouteConfig;
import io.connects.sso.ids.IdsClient;
import io.connects.sso.robot.FormSignIn;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Tries a route's single sign-on. Exit codes: 0 when all is well, 1 when something is wrong or the token is somebody else's, 2 for a fault in the
 * configuration or in the command.
 */
@Command(
        name = "sso",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Tries the single sign-on of a configuration.")
final class SsoCommand implements Runnable {
    private static final Duration SIGN_IN = Duration.ofSeconds(30);

    private final BiFunction<Path, ToIntFunction<HostConfig>, Integer> configured;
    private final Map<String, String> environment;
    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * @param configured reads a configuration and gives it to its use, or answers the exit code of its faults
     * @param environment has passwords
     * @param in what a person types
     */
    SsoCommand(
            BiFunction<Path, ToIntFunction<HostConfig>, Integer> configured,
            Map<String, String> environment,
            InputStream in) {
        this.configured = configured;
        this.environment = Map.copyOf(environment);
        this.in = in;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: token or frame.");
    }

    @Command(
            name = "token",
            mixinStandardHelpOptions = true,
            description =
                    "Signs a user in, explains the tokens without showing them, tries a refresh, and revokes them."
                            + " Without a password it prints an address for a browser, and reads the one that the browser is"
                            + " sent to.")
    int token(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = ConnectsProgram.CONFIG)
                    Path file,
            @Option(
                            names = "--user",
                            required = true,
                            paramLabel = "USER",
                            description = "as the identity provider and the IdS name the user")
                    String user,
            @Option(names = "--route", paramLabel = "NAME", description = "needed when several have an sso section")
                    @Nullable
                    String route,
            @Option(
                            names = "--password-env",
                            paramLabel = "VAR",
                            description = "environment variable with the password of a robot or a test user")
                    @Nullable
                    String passwordVariable,
            @Option(
                            names = "--identity-provider",
                            paramLabel = "HOST",
                            description = "with --password-env, who may be told the password beside the IdS;"
                                    + " may be repeated")
                    @Nullable
                    List<String> providers,
            @Option(names = "--keep", description = "Do not revoke the tokens at the end.") boolean keep) {
        String password = passwordVariable == null ? null : environment.getOrDefault(passwordVariable, "");
        if (password != null && password.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--password-env: the environment variable " + passwordVariable + " is not set");
        }
        if (user.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--user: is empty");
        }
        Set<String> hosts = providers == null ? Set.of() : Set.copyOf(new HashSet<>(providers));
        return configured.apply(
                file, config -> token(config, route, user, password == null ? null : Secret.of(password), hosts, keep));
    }

    private int token(
            HostConfig config,
            @Nullable String name,
            String user,
            @Nullable Secret password,
            Set<String> hosts,
            boolean keep) {
        List<RouteConfig> routes = config.routes().stream()
                .filter(route -> route.sso() != null && (name == null || name.equals(route.name())))
                .toList();
        RouteConfig.Sso sso = routes.size() == 1 ? routes.get(0).sso() : null;
        if (sso == null) {
            err().println(
                            routes.isEmpty()
                                    ? "There is nowhere to sign in: no route " + (name == null ? "" : name + " ")
                                            + "has an sso section."
                                    : "Say which: --route "
                                            + String.join(
                                                    " or ",
                                                    routes.stream()
                                                            .map(RouteConfig::name)
                                                            .toList()));
            return ConnectsProgram.BAD_CONFIGURATION;
        }
        out().println("route " + routes.get(0).name());
        var report = new CheckReport(out());
        try (var own = new OwnResources("sso")) {
            var resources = own.resources().trusting(sso.nodes().get(0).trustFiles());
            Function<IdsClient, Secret> codes = node -> password == null
                    ? new BrowserSignIn(in, out()).code(node)
                    : Answer.of(new FormSignIn(hosts, SIGN_IN, resources).code(node.authorize(), user, password));
            new SsoTrial(sso, resources, report).run(user, codes, keep);
        }
        return report.end() ? ConnectsProgram.OK : ConnectsProgram.CANNOT_START;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
