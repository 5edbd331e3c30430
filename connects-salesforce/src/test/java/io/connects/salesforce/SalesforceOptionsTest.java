package io.connects.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.connects.core.Secret;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SalesforceOptionsTest {
    @Test
    void names_every_fault_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SalesforceOptions.builder()
                        .maxApiVersion(ApiVersion.of("47.0"))
                        .requestTimeout(Duration.ZERO)
                        .build())
                .withMessageContainingAll("loginUri", "credentials", "maxApiVersion", "requestTimeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.my.salesforce.com",
                "https://login.salesforce.com",
                "ftp://x",
                "https://u:p@example.com"
            })
    void refuses_hosts_where_the_secret_must_not_or_cannot_go(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SalesforceOptions.builder()
                        .loginUri(URI.create(uri))
                        .credentials(new Credentials.ClientCredentials("id", Secret.of("secret")))
                        .build())
                .withMessageStartingWith("loginUri");
    }

    @Test
    void keeps_everything_through_a_builder() {
        var options = SalesforceOptions.builder()
                .loginUri(URI.create("https://example.my.salesforce.com"))
                .credentials(new Credentials.ClientCredentials("id", Secret.of("secret")))
                .maxWaitingEvents(7)
                .build();
        assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
    }
}
