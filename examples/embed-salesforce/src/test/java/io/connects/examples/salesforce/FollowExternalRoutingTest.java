package io.connects.examples.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.Secret;
import io.connects.simulators.salesforce.SalesforceOrgExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FollowExternalRoutingTest {
    @RegisterExtension
    final SalesforceOrgExtension salesforce = new SalesforceOrgExtension();

    @TempDir
    private Path folder;

    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final List<String> made = new ArrayList<>();
    private String queue;

    @BeforeEach
    void prepare() {
        queue = salesforce.org().createQueue("Support", Duration.ofSeconds(30));
        salesforce
                .org()
                .createPushTopic(
                        "ConnectsPsr",
                        "SELECT Id, Serial FROM PendingServiceRouting WHERE RoutingModel = 'ExternalRouting'");
    }

    private FollowExternalRouting follow() {
        var log = new CopyOnWriteArrayList<String>();
        var following = FollowExternalRouting.follow(
                salesforce.org().uri(),
                salesforce.org().clientId(),
                Secret.of(salesforce.org().clientSecret()),
                folder.resolve("position"),
                printed::add,
                log::add);
        await().atMost(Duration.ofSeconds(20)).until(() -> log.contains("LIVE: subscribed"));
        return following;
    }

    private void makeWork(int count) {
        for (int i = 0; i < count; i++) {
            made.add(salesforce.org().createCase(Map.of(), queue).psrId());
        }
    }

    private void printsAll() {
        await().atMost(Duration.ofSeconds(20)).until(() -> printed.size() >= made.size());
        assertThat(printed).hasSize(made.size());
        for (String id : made) {
            assertThat(printed).filteredOn(line -> line.contains(id)).hasSize(1);
        }
    }

    @Test
    void goes_on_after_a_restart_without_loss_or_repetition() {
        FollowExternalRouting first = follow();
        makeWork(5);
        printsAll();
        first.close();
        makeWork(7);
        FollowExternalRouting second = follow();
        makeWork(3);
        printsAll();
        second.close();
    }
}
