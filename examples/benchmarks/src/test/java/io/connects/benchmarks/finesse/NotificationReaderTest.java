package io.connects.benchmarks.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.message.User;
import org.junit.jupiter.api.Test;

/** Nothing is compared with a reader that reads less. */
class NotificationReaderTest {
    private final NotificationReader reader = new NotificationReader();

    @Test
    void all_ways_read_the_same_user() throws Exception {
        byte[] stanza = UserStanza.bytes();
        var notification = reader.ours(stanza);
        var user = (User) notification.payload();
        assertThat(user.lastName()).isEqualTo("Müller & Söhne");
        for (JaxbUpdate other : new JaxbUpdate[] {reader.jaxb(stanza), reader.smack(stanza)}) {
            assertThat(other.source).isEqualTo(notification.source());
            assertThat(other.requestId).isEqualTo(notification.requestId());
            JaxbUpdate.User same = other.data.user;
            assertThat(same.loginId).isEqualTo(user.loginId());
            assertThat(same.lastName).isEqualTo(user.lastName());
            assertThat(same.state).isEqualTo(user.state().value());
            assertThat(same.stateChangeTime).isEqualTo(user.stateChangeTime());
            assertThat(same.reason.label).isEqualTo(user.reason().label());
            assertThat(same.roles).containsExactlyInAnyOrderElementsOf(user.roles());
            assertThat(same.teams)
                    .singleElement()
                    .satisfies(team -> assertThat(team.name)
                            .isEqualTo(user.supervised().get(0).name()));
            assertThat(same.skillTargetId).isEqualTo(user.skillTargetId());
        }
    }
}
