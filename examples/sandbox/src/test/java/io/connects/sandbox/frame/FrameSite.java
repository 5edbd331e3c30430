package io.connects.sandbox.frame;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.connects.host.ConnectsProgram;
import io.connects.simulators.finesse.AuthMode;
import io.connects.simulators.finesse.FinesseAgent;
import io.connects.simulators.finesse.FinesseOptions;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.finesse.FinesseSide;
import io.connects.simulators.ids.IdsOptions;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.Lifetimes;
import io.connects.simulators.ids.SimulatedIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** A contact center with single sign-on, a customer's page on another site that may show its frame, and somebody's page that may not. */
final class FrameSite implements AutoCloseable {
    private static final String FOLDER = "Connects";
    static final String ANNA = "1001";
    static final String BERT = "1002";
    /** Lives longer than any test. */
    static final Lifetimes LONG = Lifetimes.forTests(Duration.ofMinutes(10), Duration.ofHours(2));

    final SimulatedIds ids;
    final FinessePair pair;
    final PageServer crm;
    final PageServer stranger;

    /** How a site is. */
    record Setup(Lifetimes lifetimes, AuthMode mode, boolean userAuthMode, boolean framed) {
        static final Setup USUAL = new Setup(LONG, AuthMode.SSO, true, true);

        Setup lifetimes(Duration access, Duration refresh) {
            return new Setup(Lifetimes.forTests(access, refresh), mode, userAuthMode, framed);
        }

        Setup mode(AuthMode value, boolean asked) {
            return new Setup(lifetimes, value, asked, framed);
        }

        Setup unframed() {
            return new Setup(lifetimes, mode, userAuthMode, false);
        }
    }

    FrameSite(Setup setup) {
        // The web servers of the simulators tell of every step of every request.
        ((Logger) LoggerFactory.getLogger("org.eclipse.jetty")).setLevel(Level.WARN);
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "frame")), "site");
            Path pages = Files.createDirectories(directory.resolve("pages"));
            Path gadgets = Files.createDirectories(directory.resolve("gadgets"));
            crm = new PageServer("crm.example", pages);
            stranger = new PageServer("stranger.example", pages);
            write(gadgets.resolve(FOLDER));
            copy(gadgets.resolve(FOLDER).resolve("page"), pages);
            for (String name : List.of("index.html", "gadget.js")) {
                try (InputStream file = FrameSite.class.getResourceAsStream(name)) {
                    Files.copy(Objects.requireNonNull(file), pages.resolve(name));
                }
            }
            ids = new SimulatedIds(IdsOptions.builder()
                            .host("ids.cc.test")
                            .lifetimes(setup.lifetimes())
                            .user(IdsUser.of(ANNA, password(ANNA)))
                            .user(IdsUser.of(BERT, password(BERT)))
                            .build())
                    .start();
            var finesse = FinesseOptions.builder()
                    .host("finesse.cc.test")
                    .agent(agent(ANNA))
                    .agent(agent(BERT))
                    .gadgetFiles(gadgets)
                    .sso(ids, setup.mode());
            if (!setup.userAuthMode()) {
                finesse.withoutUserAuthMode();
            }
            if (setup.framed()) {
                finesse.frameAncestor(crm.origin()).frameAncestor(stranger.origin());
            }
            pair = new FinessePair(finesse.build()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FinesseAgent agent(String login) {
        return FinesseAgent.builder(login, "unused-" + login)
                .extension("2" + login)
                .singleSignOn()
                .build();
    }

    static String password(String user) {
        return "identity-" + user;
    }

    private void write(Path bundle) {
        var said = new StringWriter();
        var out = new PrintWriter(said, true);
        int code = new ConnectsProgram(Map.of(), InputStream.nullInputStream(), out, out, stop -> {})
                .execute("sso", "frame", "--origin", crm.origin(), "--out", bundle.toString());
        assertThat(code).as(said.toString()).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    URI frame(FinesseSide side) {
        return pair.node(side).rest().resolve("/3rdpartygadget/files/" + FOLDER + "/finesse/frame.html");
    }

    /** The query of a page that signs in this user. */
    String query(String user, String more) {
        return "user=" + user + "&frame="
                + URLEncoder.encode(frame(FinesseSide.A).toString(), StandardCharsets.UTF_8) + more;
    }

    List<String> pins() {
        return List.of(ids.publicKeyPin(), pair.publicKeyPin(), crm.publicKeyPin(), stranger.publicKeyPin());
    }

    @Override
    public void close() {
        crm.close();
        stranger.close();
        pair.close();
        ids.close();
    }
}
