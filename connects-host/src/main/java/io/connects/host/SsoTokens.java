package io.connects.host;

import io.connects.host.config.RouteConfig;
import io.connects.sso.IssuedTokens;
import io.connects.sso.TokenUser;
import io.connects.sso.token.TokenReader;
import io.connects.sso.token.TokenReading;
import io.connects.sso.token.Verdict;
import java.time.Duration;
import java.time.Instant;

/**
 * Explains tokens that were just issued, without giving anything of them away.
 *
 * @param tokens as issued
 * @param sent when they were asked for, by this machine's clock
 * @param received when they came
 */
record SsoTokens(IssuedTokens tokens, Instant sent, Instant received) {
    /** Desktops follow it: Cisco's technical note 215626. */
    private static final double REFRESH_AT = 0.75;

    TokenReading access() {
        return TokenReader.read(tokens.access());
    }

    /** Says what each is, and whether that is what the site is said to issue. */
    void kind(RouteConfig.Tokens expected, CheckReport report) {
        TokenReading access = access();
        report.note("access: " + access.explain());
        if (tokens.refresh() != null) {
            report.note("refresh: " + TokenReader.read(tokens.refresh()).explain());
        }
        if (access instanceof TokenReading.Opaque && expected == RouteConfig.Tokens.SIGNED) {
            report.fault(
                    "the tokens are opaque where signed ones were expected",
                    "set tokens: opaque if the site is older than 12.6(2); else its IdS was not upgraded with it");
        } else if (access instanceof TokenReading.Signed && expected == RouteConfig.Tokens.OPAQUE) {
            report.fault(
                    "the tokens are signed where opaque ones were expected",
                    "set tokens: signed, so that they are checked; the site seems to be 12.6(2) or later");
        } else if (access instanceof TokenReading.Malformed) {
            report.fault("the access token cannot be one of an IdS", "look what answers at the address in nodes");
        } else {
            report.ok("the tokens are " + (access instanceof TokenReading.Signed ? "signed" : "opaque")
                    + ", as expected");
        }
    }

    /** Says whose they are. */
    void owner(String expected, CheckReport report) {
        TokenUser user = tokens.user();
        if (user == null) {
            report.note("the IdS does not say whose they are: Finesse tells that who is shown them");
            return;
        }
        String shown = "user " + CheckReport.shown(user.userId()) + ", realm " + CheckReport.shown(user.realm())
                + ", principal " + CheckReport.shown(user.principal());
        if (expected.equalsIgnoreCase(user.userId()) || expected.equalsIgnoreCase(user.principal())) {
            report.ok("they are " + expected + "'s: " + shown);
        } else {
            report.fault(
                    "they are somebody else's: " + shown + "; expected was " + expected,
                    "the browser was still signed in as that user: sign out there, or use a private window; or give"
                            + " --user as the IdS names this one");
        }
    }

    /** Says how long they are good. */
    void lives(CheckReport report) {
        Duration refreshLife = tokens.refreshLife();
        report.note("the access token is good for " + text(tokens.accessLife()) + ", the refresh token for "
                + (refreshLife == null ? "a time that it does not tell" : text(refreshLife)));
        if (access() instanceof TokenReading.Signed signed) {
            Instant inner = signed.claims().subject().expiresAt();
            report.note("usage " + CheckReport.shown(signed.claims().subject().usage()) + ", inner expiry " + inner
                    + ", "
                    + text(Duration.between(signed.claims().expiresAt(), inner).abs())
                    + " from the outer one");
        }
        Duration refreshAfter = Duration.ofMillis((long) (tokens.accessLife().toMillis() * REFRESH_AT));
        report.note("a desktop would refresh after " + text(refreshAfter) + ", 75 % of that");
    }

    /**
     * Says how far the clocks are apart.
     *
     * @param skew how far they may be
     */
    void clocks(Duration skew, CheckReport report) {
        if (!(access() instanceof TokenReading.Signed signed)) {
            report.note("opaque tokens do not tell the clock of the IdS");
            return;
        }
        Duration ahead = ahead(signed.claims().issuedAt());
        String what = ahead.isZero()
                ? "the clocks agree to the second"
                : "the clock of the IdS is " + text(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of")
                        + " that of this machine";
        if (ahead.abs().compareTo(skew) > 0) {
            report.fault(what, SsoRemedy.of(Verdict.Reason.NOT_YET));
        } else {
            report.ok(what);
        }
    }

    /** By how much the clock of the IdS is ahead at least; tokens tell whole seconds, and were issued between question and answer. */
    private Duration ahead(Instant issuedAt) {
        if (issuedAt.isAfter(received)) {
            return Duration.between(received, issuedAt);
        }
        Instant latest = issuedAt.plusSeconds(1);
        return latest.isBefore(sent) ? Duration.between(sent, latest) : Duration.ZERO;
    }

    private static String text(Duration duration) {
        var text = new StringBuilder();
        append(text, duration.toHours(), " h");
        append(text, duration.toMinutesPart(), " min");
        append(text, duration.toSecondsPart(), " s");
        return text.isEmpty() ? "less than 1 s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(text.isEmpty() ? "" : " ").append(amount).append(unit);
        }
    }
}
