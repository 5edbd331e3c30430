package io.connects.host.config;

import io.connects.core.Secret;
import io.connects.sso.ids.ClientAuthentication;
import io.connects.sso.ids.IdsOptions;
import io.connects.sso.ids.IdsPaths;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code sso} section of a route. */
final class SsoReader {
    private static final int MOST_NODES = 2;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:-]{1,253}");

    /** Good options, of which each value takes its own place to be checked. */
    private static final IdsOptions GOOD = IdsOptions.builder()
            .node(URI.create("https://127.0.0.1"))
            .client("?", Secret.of("?"))
            .redirectUri(URI.create("https://127.0.0.1"))
            .build();

    private final Path directory;

    /** @param directory where files are looked for */
    SsoReader(Path directory) {
        this.directory = directory;
    }

    /** @param site what the site runs; null when that has faults */
    Optional<RouteConfig.Sso> read(Section section, @Nullable CiscoRelease site) {
        Optional<List<URI>> nodes = section.required("nodes").flatMap(SsoReader::nodes);
        Optional<String> clientId = section.required("clientId", text -> text);
        Optional<Secret> clientSecret = section.required("clientSecret", Secret::of);
        Optional<URI> redirectUri = section.required("redirectUri", SsoReader::redirectUri);
        Optional<ClientAuthentication> authentication =
                section.optional("authentication", SsoReader::authentication, ClientAuthentication.BASIC);
        Optional<IdsPaths> paths = section.value("paths")
                .map(value -> value.section().flatMap(SsoReader::paths))
                .orElse(Optional.of(IdsPaths.DEFAULT));
        Optional<List<Path>> trustFiles = section.value("trustFiles")
                .map(value -> value.list("", this::trustFile))
                .orElse(Optional.of(List.of()));
        Optional<List<String>> issuers = section.value("issuers")
                .map(value -> value.list("issuer", SsoReader::issuer))
                .orElse(nodes.map(found -> found.stream().map(URI::getHost).toList()));
        Optional<RouteConfig.Tokens> tokens = section.optional("tokens", SsoReader::tokens, usual(site));
        section.end();
        if (nodes.isEmpty()
                || clientId.isEmpty()
                || clientSecret.isEmpty()
                || redirectUri.isEmpty()
                || authentication.isEmpty()
                || paths.isEmpty()
                || trustFiles.isEmpty()
                || issuers.isEmpty()
                || tokens.isEmpty()) {
            return Optional.empty();
        }
        IdsOptions.Builder builder = IdsOptions.builder()
                .client(clientId.get(), clientSecret.get())
                .redirectUri(redirectUri.get())
                .authentication(authentication.get())
                .paths(paths.get())
                .trustFiles(trustFiles.get());
        return section.build(() -> new RouteConfig.Sso(
                nodes.get().stream().map(node -> builder.node(node).build()).toList(),
                new HashSet<>(issuers.get()),
                tokens.get()));
    }

    /** Signed from 12.6 on, unless it is said to be 12.6(1): the first release that signs is 12.6(2). */
    private static RouteConfig.Tokens usual(@Nullable CiscoRelease site) {
        if (site == null) {
            return RouteConfig.Tokens.SIGNED;
        }
        boolean isLater = site.major() > 12 || (site.major() == 12 && site.minor() > 6);
        boolean isFirst = site.major() == 12 && site.minor() == 6 && site.maintenance() != 1;
        return isLater || isFirst ? RouteConfig.Tokens.SIGNED : RouteConfig.Tokens.OPAQUE;
    }

    private static Optional<List<URI>> nodes(Value value) {
        Optional<List<URI>> nodes = value.list("node", SsoReader::node);
        if (nodes.isPresent() && nodes.get().size() > MOST_NODES) {
            value.fault("must be one or two, were " + nodes.get().size());
            return Optional.empty();
        }
        return nodes;
    }

    private static URI node(String text) {
        return GOOD.toBuilder().node(Scalars.uri(text)).build().node();
    }

    private static URI redirectUri(String text) {
        return GOOD.toBuilder().redirectUri(Scalars.uri(text)).build().redirectUri();
    }

    private Path trustFile(String text) {
        return GOOD.toBuilder()
                .trustFiles(List.of(directory.resolve(text)))
                .build()
                .trustFiles()
                .get(0);
    }

    private static Optional<IdsPaths> paths(Section section) {
        IdsPaths usual = IdsPaths.DEFAULT;
        Optional<String> authorize = section.optional("authorize", SsoReader::path, usual.authorize());
        Optional<String> token = section.optional("token", SsoReader::path, usual.token());
        Optional<String> revoke = section.optional("revoke", SsoReader::path, usual.revoke());
        Optional<String> publicKey = section.optional("publicKey", SsoReader::path, usual.publicKey());
        section.end();
        return authorize.flatMap(a ->
                token.flatMap(t -> revoke.flatMap(r -> publicKey.map(k -> new IdsPaths(a, t, r, k)))));
    }

    private static String path(String text) {
        return new IdsPaths(text, text, text, text).authorize();
    }

    private static String issuer(String text) {
        if (!HOST.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a host name, as tokens name their issuer, was '" + text + "'");
        }
        return text;
    }

    private static ClientAuthentication authentication(String text) {
        return switch (text) {
            case "basic" -> ClientAuthentication.BASIC;
            case "form" -> ClientAuthentication.FORM;
            default -> throw new IllegalArgumentException("must be basic or form, was '" + text + "'");
        };
    }

    private static RouteConfig.Tokens tokens(String text) {
        return switch (text) {
            case "opaque" -> RouteConfig.Tokens.OPAQUE;
            case "signed" -> RouteConfig.Tokens.SIGNED;
            default -> throw new IllegalArgumentException("must be opaque or signed, was '" + text + "'");
        };
    }
}
