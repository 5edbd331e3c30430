package io.connects.simulators.finesse;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A running pair with a few agents, over plain HTTP: 1001 and 1002 of team 1, supervisor 1003, 1004 of team 2, administrator 1009. */
final class Office implements AutoCloseable {
    final FinessePair pair;
    final HttpClient http = HttpClient.newHttpClient();
    private final List<WebSocketClient> clients = new ArrayList<>();

    Office() {
        this(UnaryOperator.identity());
    }

    Office(UnaryOperator<FinesseOptions.Builder> configuration) {
        pair = new FinessePair(configuration.apply(staff()).build()).start();
    }

    static FinesseOptions.Builder staff() {
        return FinesseOptions.builder()
                .plain()
                .confirmation(Duration.ofMillis(1))
                .team(new FinesseTeam(1, "Service"))
                .team(new FinesseTeam(2, "Sales"))
                .agent(FinesseAgent.builder("1001", "one")
                        .name("Anna", "Arnold")
                        .skillTargetId(5001)
                        .extension("2001")
                        .build())
                .agent(FinesseAgent.builder("1002", "two").extension("2002").build())
                .agent(FinesseAgent.builder("1003", "three")
                        .supervises(1)
                        .extension("2003")
                        .build())
                .agent(FinesseAgent.builder("1004", "four")
                        .team(2)
                        .extension("2004")
                        .build())
                .agent(FinesseAgent.builder("1009", "nine").administrator().build());
    }

    Rest rest(String loginId) {
        return rest(loginId, FinesseSide.A);
    }

    Rest rest(String loginId, FinesseSide side) {
        return Rest.basic(
                http,
                pair.node(side).plainRest(),
                loginId,
                pair.password(loginId).reveal());
    }

    /** Signs in and waits for it. */
    Rest signedIn(String loginId) {
        pair.signIn(loginId, FinesseSide.A);
        until(() -> pair.state(loginId) == UserState.NOT_READY);
        return rest(loginId);
    }

    /** A client that has a session with presence at node A. */
    WebSocketClient listening(String loginId) {
        return listening(loginId, FinesseSide.A, "test");
    }

    WebSocketClient listening(String loginId, FinesseSide side, String resource) {
        var client = new WebSocketClient(http, pair.node(side).plainWebSocket(), pair.xmppDomain());
        clients.add(client);
        client.login(loginId, pair.password(loginId).reveal(), resource);
        client.send("<presence xmlns='jabber:client'><priority>0</priority></presence>");
        client.next("presence");
        return client;
    }

    static void until(BooleanSupplier condition) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .until(condition::getAsBoolean);
    }

    @Override
    public void close() {
        clients.forEach(WebSocketClient::close);
        pair.close();
    }
}
