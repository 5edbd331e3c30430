package io.connects.examples.sso;

import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.core.http.OwnResources;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseListener;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.FinesseSession;
import io.connects.finesse.message.Fact;
import io.connects.sso.IssuedTokens;
import io.connects.sso.SessionListener;
import io.connects.sso.SessionOptions;
import io.connects.sso.TokenSession;
import io.connects.sso.finesse.FinesseSsoClient;
import io.connects.sso.finesse.UserNameForm;
import io.connects.sso.robot.FormSignIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Signs a robot in by its identity provider's form, and prints what its agent does at a pair of Finesse servers, until it is ended.
 *
 * <p>Arguments: user, login id, URL of the first node, URL of the second, and the names of the hosts of IdS and identity provider. The password is in the
 * environment as ROBOT_PASSWORD; FINESSE_CA may name a file of PEM with the certificates of the servers or of who has signed them.
 */
public final class RobotAgent implements AutoCloseable {
    private final FinesseSession session;
    private final TokenSession tokens;

    private RobotAgent(FinesseSession session, TokenSession tokens) {
        this.session = session;
        this.tokens = tokens;
    }

    /** Runs until it is ended. */
    public static void main(String[] args) throws InterruptedException {
        String ca = System.getenv("FINESSE_CA");
        var own = new OwnResources("robot");
        ClientResources resources = own.resources().trusting(ca == null ? List.of() : List.of(Path.of(ca)));
        FinesseOptions.Builder finesse = FinesseOptions.builder().nodes(URI.create(args[2]), URI.create(args[3]));
        var robots = new FormSignIn(
                Set.of(List.of(args).subList(4, args.length).toArray(String[]::new)), Duration.ofMinutes(1), resources);
        RobotAgent agent = open(
                args[0],
                args[1],
                Secret.of(System.getenv("ROBOT_PASSWORD")),
                URI.create(args[2]),
                finesse,
                robots,
                System.out::println,
                resources);
        Runtime.getRuntime().addShutdownHook(new Thread(agent::close));
        Thread.currentThread().join();
    }

    /**
     * Signs in and prints what happens until it is closed.
     *
     * @param user as IdS and the identity provider know the robot; Finesse may have another login id for it
     */
    static RobotAgent open(
            String user,
            String loginId,
            Secret password,
            URI firstNode,
            FinesseOptions.Builder finesse,
            FormSignIn robots,
            Consumer<String> out,
            ClientResources resources) {
        // tag::robot[]
        FinesseSsoClient node = ssoOf(firstNode, resources);
        IssuedTokens first = robots.tokens(node.signInUri(user), user, password).join();
        var listener = new SessionListener() {
            @Override
            public void ended(End why) {
                out.accept("signed out: " + why);
            }
        };
        SessionOptions options = SessionOptions.builder().expectedUser(user).build();
        TokenSession tokens = TokenSession.begin(first, node.refresher(user), options, listener, resources);
        var states = new FinesseListener() {
            @Override
            public void live(URI at, boolean moved) {
                out.accept("at " + at);
                if (moved) {
                    tokens.moveTo(ssoOf(at, resources).refresher(user));
                }
            }

            @Override
            public void fact(Fact fact) {
                if (fact instanceof Fact.UserChanged agent) {
                    out.accept(agent.now().loginId() + " is " + agent.now().state());
                }
            }
        };
        FinesseOptions asRobot = finesse.credentials(new FinesseCredentials.AccessToken(loginId, tokens))
                .build();
        FinesseSession session = FinesseSession.open(asRobot, resources, states);
        // end::robot[]
        return new RobotAgent(session, tokens);
    }

    private static FinesseSsoClient ssoOf(URI node, ClientResources resources) {
        return new FinesseSsoClient(node, UserNameForm.QUERY, Duration.ofSeconds(10), resources);
    }

    TokenSession tokens() {
        return tokens;
    }

    @Override
    public void close() {
        session.close();
        tokens.close();
    }
}
