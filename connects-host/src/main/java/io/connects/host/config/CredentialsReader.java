package io.connects.host.config;

import io.connects.core.Secret;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how a route logs in to its org: by client credentials, or by the one of {@code jwt}, {@code refreshTokenFile} and {@code password} that is there. */
final class CredentialsReader {
    private static final int MAX_KEY_BYTES = 1024 * 1024;
    private static final String JWT = "jwt";
    private static final String REFRESH_TOKEN = "refreshTokenFile";
    private static final String PASSWORD = "password";
    private static final String SECRET = "clientSecret";

    private final Path directory;
    private final Map<Path, String> tokenFiles;

    /**
     * @param directory where files are looked for
     * @param tokenFiles those with refresh tokens so far, and where each stands: two routes would revoke each other's
     */
    CredentialsReader(Path directory, Map<Path, String> tokenFiles) {
        this.directory = directory;
        this.tokenFiles = tokenFiles;
    }

    Optional<Credentials> read(Section section) {
        Optional<String> clientId = section.required("clientId", text -> text);
        var ways = new ArrayList<String>();
        Optional<Value> secret = section.value(SECRET);
        Optional<Value> jwt = way(section, JWT, ways);
        Optional<Value> refreshToken = way(section, REFRESH_TOKEN, ways);
        Optional<Value> password = way(section, PASSWORD, ways);
        if (ways.size() > 1) {
            section.fault(ways.get(1), "there is " + ways.get(0) + " already; choose one way to log in");
            return Optional.empty();
        }
        if (jwt.isPresent()) {
            secret.ifPresent(unused -> section.fault(SECRET, "is not used with jwt; leave it out"));
            return jwt.get().section().flatMap(inner -> jwt(inner, clientId.orElse("?")));
        }
        // A secret that cannot be read is reported where it stands, and what is beside it is checked all the same.
        boolean mayLackSecret = refreshToken.isPresent();
        Optional<Secret> clientSecret =
                mayLackSecret ? secret.flatMap(value -> value.as(Secret::of)) : section.required(SECRET, Secret::of);
        if (refreshToken.isPresent()) {
            return refreshToken
                    .get()
                    .text()
                    .flatMap(name -> refreshToken(
                            section, refreshToken.get(), name, clientId.orElse("?"), clientSecret.orElse(null)));
        }
        if (password.isPresent()) {
            return password.get().section().flatMap(inner -> password(inner, clientId, clientSecret));
        }
        return clientId.flatMap(
                id -> clientSecret.flatMap(text -> section.build(() -> new Credentials.ClientCredentials(id, text))));
    }

    private static Optional<Value> way(Section section, String key, List<String> ways) {
        Optional<Value> value = section.value(key);
        value.ifPresent(found -> ways.add(key));
        return value;
    }

    private Optional<Credentials> jwt(Section section, String clientId) {
        Optional<String> username = section.required("username", text -> text);
        Optional<Secret> keyPassword = section.value("keyPassword").flatMap(value -> value.as(Secret::of));
        Optional<SigningKey> key = section.required("keyFile")
                .flatMap(value -> value.text().flatMap(name -> key(value, name, keyPassword.orElse(null))));
        Optional<URI> audience = section.value("audience").flatMap(value -> value.as(Scalars::uri));
        section.end();
        return username.flatMap(user -> key.flatMap(signing ->
                section.build(() -> new Credentials.JwtBearer(clientId, user, signing, audience.orElse(null)))));
    }

    private Optional<SigningKey> key(Value value, String name, @Nullable Secret keyPassword) {
        try {
            Path file = directory.resolve(name);
            return Optional.of(
                    keyPassword == null
                            ? SigningKey.pem(Secret.of(TextFiles.read(file, MAX_KEY_BYTES)))
                            : SigningKey.pkcs12(TextFiles.bytes(file, MAX_KEY_BYTES), keyPassword));
        } catch (IOException e) {
            String reason = TextFiles.reason(e);
            value.object(name + ": "
                    + (reason.equals(TextFiles.NOT_UTF_8) ? "is not PEM; PKCS#12 needs keyPassword" : reason));
        } catch (IllegalArgumentException e) {
            value.object(name + ": " + String.valueOf(e.getMessage()).replaceFirst("^[a-z]+: ", ""));
        }
        return Optional.empty();
    }

    private Optional<Credentials> refreshToken(
            Section section, Value value, String name, String clientId, @Nullable Secret clientSecret) {
        RefreshTokenFile store;
        try {
            store = new RefreshTokenFile(
                    directory.resolve(name).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            value.object("is not a path: " + e.getReason());
            return Optional.empty();
        }
        section.differs(REFRESH_TOKEN, store.path(), tokenFiles);
        try {
            store.check();
        } catch (IOException e) {
            value.object(name + ": " + TextFiles.reason(e));
            return Optional.empty();
        }
        return section.build(() -> new Credentials.RefreshToken(clientId, clientSecret, store));
    }

    private static Optional<Credentials> password(
            Section section, Optional<String> clientId, Optional<Secret> clientSecret) {
        Optional<String> username = section.required("username", text -> text);
        Optional<Secret> password = section.required(PASSWORD, Secret::of);
        section.end();
        return clientId.flatMap(id -> clientSecret.flatMap(secret -> username.flatMap(user -> password.flatMap(
                word -> section.build(() -> new Credentials.UsernamePassword(id, secret, user, word))))));
    }
}
