package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.testorg.TestOrg;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ChangeChannelTest {
    private static final String NAME = "ConnectsRouting__chn";
    private TestOrg org;
    private SalesforceClient client;

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg();
        client = SalesforceClient.open(org.options().build());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        org.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 18})
    void knows_its_members_by_its_name_and_by_its_id(int characters) {
        org.createChannel("RoutingModel='ExternalRouting'");
        if (characters > 0) {
            String id = (String) org.all("PlatformEventChannel").get(0).get("Id");
            org.change("PlatformEventChannelMember", "EventChannel", id.substring(0, characters));
        }
        ChangeChannel channel = read();
        assertThat(channel.type()).contains("data");
        assertThat(ChangeChannel.ENTITIES)
                .hasSize(2)
                .allSatisfy(entity -> assertThat(channel.member(entity)).isPresent());
        assertThat(channel.filter("PendingServiceRoutingChangeEvent")).contains("RoutingModel='ExternalRouting'");
        assertThat(channel.filter("AgentWorkChangeEvent")).isEmpty();
    }

    @Test
    void has_no_members_of_another_channel() {
        org.createChannel(null);
        org.change("PlatformEventChannelMember", "EventChannel", "Another__chn");
        assertThat(read().members()).isEmpty();
        assertThat(read().record()).isPresent();
    }

    @Test
    void is_told_from_one_that_is_not_there() {
        assertThat(read().record()).isEmpty();
        assertThat(read().type()).isEmpty();
    }

    private ChangeChannel read() {
        return ChangeChannel.read(client.rest(), NAME)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
