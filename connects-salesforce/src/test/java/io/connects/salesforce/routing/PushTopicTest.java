package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.connects.salesforce.ApiVersion;
import org.junit.jupiter.api.Test;

class PushTopicTest {
    private final PushTopic topic = new PushTopic("Work", "SELECT Id FROM AgentWork");

    @Test
    void spaces_and_case_make_no_other_query() {
        assertThat(topic.sameQuery("select id  FROM agentwork")).isTrue();
        assertThat(topic.sameQuery("SELECT Id, Status FROM AgentWork")).isFalse();
        assertThat(topic.sameQuery(null)).isFalse();
    }

    @Test
    void tells_of_all_four_operations() {
        assertThat(topic.fields(ApiVersion.NEWEST_KNOWN))
                .containsEntry("NotifyForFields", "Referenced")
                .containsEntry("NotifyForOperationUndelete", true)
                .containsEntry("NotifyForOperationDelete", true);
    }

    @Test
    void refuses_a_query_longer_than_salesforce_takes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PushTopic("Work", "x".repeat(1_301)));
    }
}
