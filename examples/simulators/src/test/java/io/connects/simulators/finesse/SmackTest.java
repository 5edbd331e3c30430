package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jivesoftware.smack.ConnectionConfiguration;
import org.jivesoftware.smack.bosh.BOSHConfiguration;
import org.jivesoftware.smack.bosh.XMPPBOSHConnection;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smackx.pubsub.EventElement;
import org.jivesoftware.smackx.pubsub.ItemsExtension;
import org.jivesoftware.smackx.pubsub.PayloadItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client library that was not written beside the simulator. */
@Timeout(60)
class SmackTest {
    @Test
    void smack_logs_in_over_bosh_and_hears_of_an_agents_state() throws Exception {
        try (var office = new Office()) {
            var uri = office.pair.a().plainBosh();
            var connection = new XMPPBOSHConnection(BOSHConfiguration.builder()
                    .setUseHttps(false)
                    .setHost("localhost")
                    .setPort(uri.getPort())
                    .setFile(uri.getPath())
                    .setXmppDomain(office.pair.xmppDomain())
                    .setUsernameAndPassword("1001", office.pair.password("1001").reveal())
                    .setResource("smack")
                    .setSecurityMode(ConnectionConfiguration.SecurityMode.disabled)
                    .build());
            List<Message> messages = new CopyOnWriteArrayList<>();
            connection.addAsyncStanzaListener(stanza -> messages.add((Message) stanza), StanzaTypeFilter.MESSAGE);
            connection.connect();
            connection.login();
            Office.until(() -> office.pair.a().present().contains("1001"));

            office.pair.signIn("1001", FinesseSide.A);

            Office.until(() -> !messages.isEmpty());
            var event = EventElement.from(messages.get(0));
            var items = (ItemsExtension) event.getEvent();
            var item = (PayloadItem<?>) items.getItems().get(0);
            assertThat(items.getNode()).isEqualTo("/finesse/api/User/1001");
            String update = item.getPayload().toXML().toString();
            assertThat(update).contains("NOT_READY");
            connection.disconnect();
            // Smack's BOSH library closes connections that another thread of its own may be reading from, which then
            // throws.
            await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> office.pair.a().present().isEmpty());
        }
    }
}
