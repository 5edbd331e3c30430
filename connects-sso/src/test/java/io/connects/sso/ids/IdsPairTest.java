package io.connects.sso.ids;

import static io.connects.sso.ScriptedServer.failure;
import static io.connects.sso.ScriptedServer.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.PeerUnreachableException;
import io.connects.core.Secret;
import io.connects.sso.ScriptedServer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdsPairTest {
    private static final Secret ACCESS = Secret.of("acc3ss");
    private static final Secret REFRESH = Secret.of("r3fresh");

    @ParameterizedTest
    @CsvSource({
        "IN_SERVICE,      IN_SERVICE,      LOCAL",
        "IN_SERVICE,      PARTIAL_SERVICE, LOCAL",
        "IN_SERVICE,      OUT_OF_SERVICE,  LOCAL",
        "IN_SERVICE,      ,                LOCAL",
        "PARTIAL_SERVICE, IN_SERVICE,      REMOTE",
        "PARTIAL_SERVICE, PARTIAL_SERVICE, LOCAL",
        "PARTIAL_SERVICE, OUT_OF_SERVICE,  LOCAL",
        "PARTIAL_SERVICE, ,                LOCAL",
        "OUT_OF_SERVICE,  IN_SERVICE,      REMOTE",
        "OUT_OF_SERVICE,  PARTIAL_SERVICE, REMOTE",
        "OUT_OF_SERVICE,  OUT_OF_SERVICE,  NONE",
        "OUT_OF_SERVICE,  ,                NONE",
    })
    void the_node_follows_from_both_states(IdsState local, IdsState remote, IdsChoice choice) {
        assertThat(IdsChoice.of(local, remote)).isEqualTo(choice);
    }

    @Test
    void refreshes_at_the_node_that_serves_and_goes_back_to_the_local_one() throws Exception {
        try (var here = new ScriptedServer();
                var there = new ScriptedServer()) {
            var pair = new IdsPair(client(here), client(there));
            here.answer(200, "{\"access_token\":\"h1\",\"expires_in\":300}")
                    .answer(200, "{\"access_token\":\"h2\",\"expires_in\":300}");
            there.answer(200, "{\"access_token\":\"t1\",\"expires_in\":300}");
            assertThat(get(pair.refresh(ACCESS, REFRESH)).access()).isEqualTo(Secret.of("h1"));
            pair.local(IdsState.OUT_OF_SERVICE);
            assertThat(get(pair.refresh(ACCESS, REFRESH)).access()).isEqualTo(Secret.of("t1"));
            pair.remote(IdsState.OUT_OF_SERVICE);
            assertThat(pair.current()).isEmpty();
            assertThat(failure(pair.refresh(ACCESS, REFRESH))).isInstanceOf(PeerUnreachableException.class);
            pair.local(IdsState.IN_SERVICE);
            assertThat(get(pair.refresh(ACCESS, REFRESH)).access()).isEqualTo(Secret.of("h2"));
        }
    }

    private static IdsClient client(ScriptedServer server) {
        return IdsClient.open(
                IdsOptions.builder()
                        .node(server.uri())
                        .client("an-app", Secret.of("s3cr3t"))
                        .redirectUri(URI.create("https://desk.example.com/back"))
                        .build(),
                server.resources());
    }
}
