package io.connects.sso;

import io.connects.core.Secret;
import io.connects.sso.internal.Answers;
import io.connects.sso.internal.Json;
import io.connects.sso.token.TokenClaims;
import io.connects.sso.token.TokenReader;
import io.connects.sso.token.TokenReading;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The JSON in which tokens come. Finesse calls the access token {@code token}; IdS is taken to call it {@code access_token}, as RFC 6749 section 5.1
 * does, because Cisco does not publish it. The rest is named alike: {@code refresh_token}, {@code expires_in} in seconds, {@code user_id}, {@code realm},
 * {@code user_principal}.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/client-integration">Finesse developer guide: client integration</a>
 */
public enum TokenAnswer {
    /** Of {@code /desktop/sso/token}. */
    FINESSE("token"),
    /** Of the token endpoint of IdS. */
    IDS("access_token");

    private final String accessToken;

    TokenAnswer(String accessToken) {
        this.accessToken = accessToken;
    }

    /**
     * Reads an answer. What signed tokens say of lives and user fills in what the answer leaves out.
     *
     * @throws io.connects.core.ProtocolViolationException when it holds no tokens that can be used; none of its bytes are kept
     */
    public IssuedTokens read(byte[] json) {
        Json answer = Json.of(json);
        if (answer == null) {
            throw unusable("is no JSON object");
        }
        Secret access = token(answer, accessToken);
        if (access == null) {
            throw unusable("lacks " + accessToken);
        }
        Secret refresh = token(answer, "refresh_token");
        TokenClaims claims = claims(access);
        TokenClaims refreshClaims = refresh == null ? null : claims(refresh);
        return new IssuedTokens(
                access,
                refresh,
                accessLife(answer, claims),
                refreshClaims == null ? null : refreshClaims.life(),
                user(answer, claims));
    }

    private @Nullable Secret token(Json answer, String name) {
        String text = answer.text(name);
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > TokenReader.MAX_LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw unusable("holds a " + name + " that is no token");
        }
        return Secret.of(text);
    }

    private static Duration accessLife(Json answer, @Nullable TokenClaims claims) {
        OptionalLong seconds = answer.number("expires_in");
        if (seconds.isPresent()) {
            return checked("expires_in", Duration.ofSeconds(seconds.getAsLong()));
        }
        if (claims == null) {
            throw unusable("lacks expires_in");
        }
        return claims.life();
    }

    private static Duration checked(String name, Duration life) {
        if (!IssuedTokens.isLife(life)) {
            throw unusable("has no usable " + name);
        }
        return life;
    }

    /** What the token itself says counts more than what is said beside it. */
    private static @Nullable TokenUser user(Json answer, @Nullable TokenClaims claims) {
        if (claims != null && !claims.subject().userId().isEmpty()) {
            TokenClaims.Subject subject = claims.subject();
            return new TokenUser(subject.userId(), subject.realm(), subject.principal());
        }
        String userId = answer.text("user_id");
        String principal = answer.text("user_principal");
        return userId.isEmpty() && principal.isEmpty() ? null : new TokenUser(userId, answer.text("realm"), principal);
    }

    private static @Nullable TokenClaims claims(Secret token) {
        TokenClaims claims = TokenReader.read(token) instanceof TokenReading.Signed signed ? signed.claims() : null;
        if (claims != null) {
            checked("life in its tokens", claims.life());
        }
        return claims;
    }

    private static RuntimeException unusable(String why) {
        return Answers.unusable("the request for tokens", why);
    }
}
