package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WorkItemFieldsTest {
    private static final String ID = "500000000000001AAA";

    private final MockWebServer server = new MockWebServer();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private volatile String hidden = "Owner.Nonsense";
    private SalesforceClient client;
    private WorkItemFields fields;

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getPort());
        client = SalesforceClient.open(SalesforceOptions.builder()
                .loginUri(uri)
                .credentials(new Credentials.ClientCredentials("an-app", Secret.of("s3cr3t")))
                .build());
        fields = new WorkItemFields(
                client.rest(),
                client.rest(),
                Set.of("Subject", "Owner.Name", "Owner.Nonsense", "Nobody.Name", "Missing"),
                client.resources());
    }

    @AfterEach
    void stop() {
        fields.close();
        client.close();
        server.close();
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        String soql = Objects.requireNonNullElse(request.getUrl().queryParameter("q"), "");
        if (path.endsWith("/token")) {
            return json(200, "{\"access_token\":\"t\",\"instance_url\":\"http://127.0.0.1:" + server.getPort() + "\"}");
        }
        if (path.endsWith("/services/data")) {
            return json(200, "[{\"version\":\"64.0\"}]");
        }
        if (path.endsWith("/sobjects")) {
            return json(200, "{\"sobjects\":[{\"name\":\"Case\",\"keyPrefix\":\"500\"}]}");
        }
        if (path.endsWith("/describe")) {
            return json(
                    200,
                    "{\"keyPrefix\":\"500\",\"fields\":[{\"name\":\"Subject\"},{\"name\":\"OwnerId\",\"relationshipName\":\"Owner\"}]}");
        }
        queries.add(soql);
        if (soql.contains(hidden)) {
            return json(400, "[{\"errorCode\":\"INVALID_FIELD\",\"message\":\"No such column\"}]");
        }
        String owner = soql.contains("Owner.Name") ? ",\"Owner\":{\"Name\":\"Anna\"}" : "";
        return json(200, "{\"done\":true,\"records\":[{\"Id\":\"" + ID + "\",\"Subject\":\"Help\"" + owner + "}]}");
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private Map<String, String> read() {
        return fields.read(ID).orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void a_field_that_a_parent_lacks_leaves_the_others() {
        assertThat(read()).containsExactlyInAnyOrderEntriesOf(Map.of("Subject", "Help", "Owner.Name", "Anna"));
        assertThat(queries).last().asString().contains("Subject", "Owner.Name").doesNotContain("Nonsense", "Nobody");
        int asked = queries.size();
        assertThat(read()).containsKey("Owner.Name");
        assertThat(queries).hasSize(asked + 1);
    }

    @Test
    void a_parents_field_that_is_hidden_in_mid_run_leaves_the_others() {
        read();
        hidden = "Owner.N";
        assertThat(read()).isEqualTo(Map.of("Subject", "Help"));
    }
}
