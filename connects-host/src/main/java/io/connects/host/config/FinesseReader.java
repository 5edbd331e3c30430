package io.connects.host.config;

import io.connects.core.Secret;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.xmpp.XmppOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code finesse} section of a route. */
final class FinesseReader {
    private static final FinesseCredentials NOBODY = new FinesseCredentials.Password("?", Secret.of("?"));
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");

    private final Path directory;

    /** @param directory where files are looked for */
    FinesseReader(Path directory) {
        this.directory = directory;
    }

    /** @param site what the site runs; null when that has faults */
    Optional<RouteConfig.Finesse> read(Section section, @Nullable CiscoRelease site) {
        FinesseOptions.Builder builder = FinesseOptions.builder();
        Optional<List<URI>> nodes = section.required("nodes").flatMap(list -> list.list("node", Scalars::uri));
        nodes.ifPresent(found -> builder.nodes(found.toArray(URI[]::new)));
        Optional<List<URI>> notifications = section.value("notifications")
                .map(list -> list.list("", FinesseReader::endpoint))
                .orElse(Optional.of(List.of()));
        notifications.ifPresent(found -> builder.notifications(found.toArray(URI[]::new)));
        Optional<CiscoRelease> release = release(section, site);
        release.ifPresent(known -> builder.release(known.major() + "." + known.minor()));
        Optional<FinesseCredentials> credentials = credentials(section);
        builder.credentials(credentials.orElse(NOBODY));
        Optional<List<Path>> trustFiles = section.value("trustFiles")
                .map(list -> list.list("", directory::resolve))
                .orElse(Optional.of(List.of()));
        trustFiles.ifPresent(builder::trustFiles);
        Optional<RouteConfig.AgentsFrom> agents =
                section.optional("agents", FinesseReader::agentsFrom, RouteConfig.AgentsFrom.CONFIGURED);
        Optional<String> joinField = section.optional("joinField", FinesseReader::field, "FederationIdentifier");
        section.end();
        if (nodes.isEmpty() || notifications.isEmpty()) {
            return Optional.empty();
        }
        Optional<FinesseOptions> options = section.build(builder::build);
        if (release.isEmpty() || credentials.isEmpty() || trustFiles.isEmpty()) {
            return Optional.empty();
        }
        return options.flatMap(
                built -> agents.flatMap(from -> joinField.map(field -> new RouteConfig.Finesse(built, from, field))));
    }

    private static Optional<CiscoRelease> release(Section section, @Nullable CiscoRelease site) {
        CiscoRelease.Product product = site == null ? CiscoRelease.Product.CCE : site.product();
        Optional<Value> own = section.value("release");
        return own.isEmpty()
                ? Optional.ofNullable(site)
                : own.get().text().flatMap(text -> section.build(() -> CiscoRelease.of(product, text)));
    }

    private static Optional<FinesseCredentials> credentials(Section section) {
        Optional<String> user = section.required("user", FinesseReader::loginId);
        Optional<Secret> password = section.required("password", Secret::of);
        return user.flatMap(login -> password.map(secret -> new FinesseCredentials.Password(login, secret)));
    }

    private static String loginId(String text) {
        return new FinesseCredentials.Password(text, Secret.of("?")).loginId();
    }

    /** What the notifications' own client takes. */
    private static URI endpoint(String text) {
        return XmppOptions.builder()
                .endpoint(Scalars.uri(text))
                .domain("example.com")
                .pubSubDomain("pubsub.example.com")
                .resource("connects")
                .credentials(NOBODY)
                .build()
                .endpoint();
    }

    private static RouteConfig.AgentsFrom agentsFrom(String text) {
        return switch (text) {
            case "configured" -> RouteConfig.AgentsFrom.CONFIGURED;
            case "finesse" -> RouteConfig.AgentsFrom.FINESSE;
            case "finesse-logins" -> RouteConfig.AgentsFrom.FINESSE_LOGINS;
            default ->
                throw new IllegalArgumentException("must be configured, finesse or finesse-logins, was '" + text + "'");
        };
    }

    private static String field(String text) {
        if (!FIELD.matcher(text).matches()) {
            throw new IllegalArgumentException("must be the API name of a field of User, was '" + text + "'");
        }
        return text;
    }
}
