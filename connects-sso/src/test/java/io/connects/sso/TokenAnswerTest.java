package io.connects.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ProtocolViolationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class TokenAnswerTest {
    private static final String ACCESS =
            token("access", "\"user_id\":\"1001\",\"realm\":\"r\",\"upn\":\"jdoe@r\",", 1_000, 1_300);
    private static final String REFRESH = token("refresh", "", 1_000, 8_200);

    private static IssuedTokens read(String json) {
        return TokenAnswer.FINESSE.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String usage, String user, long from, long until) {
        String subject = "{" + user + "\"token\":\"id\",\"expiry\":" + until * 1000 + ",\"usage\":\"" + usage + "\"}";
        String payload = "{\"iss\":\"ids\",\"iat\":" + from + ",\"exp\":" + until + ",\"jti\":\"id\",\"sub\":\""
                + subject.replace("\"", "\\\"") + "\"}";
        return base64("{\"cty\":\"JWT\",\"alg\":\"RS256\"}") + "." + base64(payload) + ".c2ln";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void signed_tokens_tell_what_the_answer_leaves_out() {
        IssuedTokens tokens = read("{\"token\":\"" + ACCESS + "\",\"refresh_token\":\"" + REFRESH + "\"}");
        assertThat(tokens.accessLife()).isEqualTo(Duration.ofMinutes(5));
        assertThat(tokens.refreshLife()).isEqualTo(Duration.ofHours(2));
        assertThat(tokens.user()).isEqualTo(new TokenUser("1001", "r", "jdoe@r"));
    }

    @Test
    void whose_a_token_is_the_token_says_and_not_what_is_beside_it() {
        IssuedTokens tokens = read("{\"token\":\"" + ACCESS + "\",\"expires_in\":60,\"user_id\":\"eve\"}");
        assertThat(tokens.user()).isEqualTo(new TokenUser("1001", "r", "jdoe@r"));
        assertThat(tokens.accessLife()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void lives_that_cannot_be_are_refused() {
        String century = token("refresh", "", 1_000, 3_000_000_000L);
        assertThatThrownBy(() -> read("{\"token\":\"a\",\"expires_in\":60,\"refresh_token\":\"" + century + "\"}"))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("life");
        assertThatThrownBy(() -> read("{\"token\":\"a\",\"expires_in\":9223372036854775807}"))
                .isInstanceOf(ProtocolViolationException.class);
        assertThatThrownBy(() -> read("{\"token\":\"a\",\"expires_in\":-1}"))
                .isInstanceOf(ProtocolViolationException.class);
        assertThatThrownBy(() -> read("{\"token\":\"a\",\"expires_in\":1.5}"))
                .isInstanceOf(ProtocolViolationException.class);
        assertThatThrownBy(() -> SessionOptions.builder()
                        .refreshLife(Duration.ofDays(400))
                        .warnBefore(Duration.ZERO)
                        .expectedUser("")
                        .build())
                .hasMessageContainingAll("refreshLife", "warnBefore", "expectedUser");
    }
}
