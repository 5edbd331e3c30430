package io.connects.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginHostTest {
    @ParameterizedTest
    @CsvSource({
        "https://login.salesforce.com, https://login.salesforce.com",
        "https://test.salesforce.com, https://test.salesforce.com",
        "https://example.my.salesforce.com, https://login.salesforce.com",
        "https://example.develop.my.salesforce.com, https://login.salesforce.com",
        "https://example--uat.sandbox.my.salesforce.com, https://test.salesforce.com",
        "https://EXAMPLE--uat.my.salesforce.com, https://test.salesforce.com",
        "https://example.scratch.my.salesforce.com, https://test.salesforce.com",
        "https://na42.salesforce.com, https://login.salesforce.com",
        "https://cs42.salesforce.com, https://test.salesforce.com",
        "https://salesforce.com.example.com, https://salesforce.com.example.com",
        "https://example.my.salesforce.mil, https://example.my.salesforce.mil",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080"
    })
    void derives_the_audience_of_a_jwt(String login, String audience) {
        assertThat(LoginHost.audience(URI.create(login))).isEqualTo(audience);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://login.salesforce.com", "https://test.salesforce.com"})
    void lets_every_flow_but_client_credentials_use_the_shared_login_hosts(String host) {
        var secret = Secret.of("s3cr3t");
        var stored = new Credentials.RefreshToken("an-app", null, RefreshTokenStore.inMemory(secret));
        var password = new Credentials.UsernamePassword("an-app", secret, "a@example.com", secret);
        assertThat(LoginHost.fault(URI.create(host), stored)).isNull();
        assertThat(LoginHost.fault(URI.create(host), password)).isNull();
        assertThat(LoginHost.fault(URI.create(host), new Credentials.ClientCredentials("an-app", secret)))
                .contains("My Domain only", host.substring("https://".length()));
    }
}
