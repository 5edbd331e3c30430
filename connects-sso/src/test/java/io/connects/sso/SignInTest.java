package io.connects.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignInTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CCE | 11.5       | NON_SSO | -        | password",
                "CCE | 15.0       | NON_SSO | SSO      | password",
                "CCX | 12.5(1)    | NON_SSO | -        | password",
                "CCE | 11.5(1)    | SSO     | -        | SSO_NOT_SUPPORTED",
                "CCE | 11.6(1)    | SSO     | -        | sso",
                "CCE | 12.0(1)    | SSO     | -        | sso",
                "CCE | 15.0(1)    | SSO     | NON_SSO  | sso",
                "CCE | -          | SSO     | -        | sso",
                "CCX | 12.5(1)    | SSO     | -        | sso",
                "CCX | 11.5       | SSO     | -        | SSO_NOT_SUPPORTED",
                "CCE | 11.6(1)    | HYBRID  | -        | HYBRID_NOT_SUPPORTED",
                "CCE | 12.0(1)ES3 | HYBRID  | SSO      | HYBRID_NOT_SUPPORTED",
                "CCE | 12.5(1)    | HYBRID  | -        | ask",
                "CCE | -          | HYBRID  | -        | ask",
                "CCE | 12.5(1)    | HYBRID  | SSO      | sso",
                "CCE | 12.6(2)    | HYBRID  | NON_SSO  | password",
                "CCE | 12.6(2)    | HYBRID  | disabled | USER_AUTH_MODE_DISABLED",
                "CCE | 12.6(2)    | HYBRID  | HYBRID   | MODE_NOT_KNOWN",
                "CCE | 12.6(2)    | HYBRID  | UNKNOWN  | MODE_NOT_KNOWN",
                "CCX | 12.5(1)    | HYBRID  | SSO      | HYBRID_NOT_SUPPORTED",
                "CCX | -          | HYBRID  | -        | HYBRID_NOT_SUPPORTED",
                "CCE | 12.6(2)    | UNKNOWN | SSO      | MODE_NOT_KNOWN",
            })
    void follows_from_product_release_and_modes(
            Product product, String release, AuthMode system, String user, String expected) {
        Release known = release.equals("-") ? null : Release.of(release);
        var facts = SignIn.Facts.of(product, known, system);
        facts = switch (user) {
            case "-" -> facts;
            case "disabled" -> facts.withoutUserAuthMode();
            default -> facts.user(AuthMode.valueOf(user));
        };
        assertThat(words(SignIn.of(facts))).isEqualTo(expected);
    }

    private static String words(SignIn decision) {
        if (decision instanceof SignIn.Refused refused) {
            assertThat(refused.remedy()).isNotBlank();
            return refused.reason().name();
        }
        return decision instanceof SignIn.BySso ? "sso" : decision instanceof SignIn.ByPassword ? "password" : "ask";
    }

    @ParameterizedTest
    @CsvSource({
        "SSO, SSO",
        "sso, SSO",
        "NON_SSO, NON_SSO",
        "Non-SSO, NON_SSO",
        "non sso, NON_SSO",
        "Hybrid, HYBRID",
        "'', UNKNOWN"
    })
    void reads_modes_leniently(String word, AuthMode mode) {
        assertThat(AuthMode.of(word)).isEqualTo(mode);
    }

    @Test
    void releases_sort_by_their_parts() {
        assertThat(Release.of("12.5(1)ES1"))
                .isGreaterThan(Release.of("12.5(1)"))
                .isLessThan(Release.of("12.5(2)"));
        assertThat(Release.of("12.6(2) ES02"))
                .isEqualTo(new Release(12, 6, 2, 2))
                .hasToString("12.6(2)ES2");
        assertThat(Release.of("15.0")).isGreaterThan(Release.of("12.6(2)"));
        assertThatThrownBy(() -> Release.of("latest")).isInstanceOf(IllegalArgumentException.class);
    }
}
