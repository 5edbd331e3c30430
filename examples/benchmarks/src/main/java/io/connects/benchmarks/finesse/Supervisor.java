package io.connects.benchmarks.finesse;

import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseListener;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.FinesseSession;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Opens sessions of supervisors at a {@link Centre}. */
final class Supervisor {
    private Supervisor() {}

    /** @param line from {@link Centre#line} */
    static FinesseOptions options(String line, int which, int teamsEach) {
        String[] words = line.split(" ", -1);
        return FinesseOptions.builder()
                .nodes(URI.create(words[0]), URI.create(words[2]))
                .notifications(URI.create(words[1]), URI.create(words[3]))
                .trustFiles(List.of(Path.of(words[4])))
                .credentials(new FinesseCredentials.Password(Centre.supervisor(which), Secret.of(Centre.PASSWORD)))
                .own(false, false)
                .teams(Centre.teamsOf(which, teamsEach).stream()
                        .map(String::valueOf)
                        .toList())
                .build();
    }

    static FinesseSession open(String line, int which, int teamsEach, FinesseListener listener) {
        return FinesseSession.open(options(line, which, teamsEach), listener);
    }

    /** With connections and threads that other sessions use too; they trust the line's authority already. */
    static FinesseSession open(
            String line, int which, int teamsEach, ClientResources resources, FinesseListener listener) {
        return FinesseSession.open(options(line, which, teamsEach), resources, listener);
    }
}
