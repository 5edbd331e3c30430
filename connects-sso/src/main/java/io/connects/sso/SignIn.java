package io.connects.sso;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a user of a contact center signs in, decided from facts that the caller brings. Agents and supervisors are meant: Finesse's administration, IP
 * Phone Agent and third-party ACD have no part in single sign-on.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/single-sign-on">Finesse developer guide: single sign-on</a>
 */
public sealed interface SignIn {
    /** By a token. */
    record BySso() implements SignIn {}

    /** By login id and password. */
    record ByPassword() implements SignIn {}

    /** As Finesse's UserAuthMode says of this user: ask it, which takes no credentials, and decide again. */
    record AskUserAuthMode() implements SignIn {}

    /**
     * In no way that a program can take.
     *
     * @param remedy what to do about it, for people
     */
    record Refused(Reason reason, String remedy) implements SignIn {}

    /** Why a program cannot sign a user in. */
    enum Reason {
        /** The release has no single sign-on for programs. */
        SSO_NOT_SUPPORTED,
        /** The release, or the product, has no hybrid mode for programs. */
        HYBRID_NOT_SUPPORTED,
        /** The system is hybrid, and does not tell of its users how they sign in. */
        USER_AUTH_MODE_DISABLED,
        /** The system, or the user, signs in in a way that is not known here. */
        MODE_NOT_KNOWN
    }

    /**
     * What the decision rests on.
     *
     * @param release null when it is not known; then the mode alone is believed
     * @param system {@code systemAuthMode} of Finesse's SystemInfo
     * @param user what UserAuthMode says of the user; null while it was not asked
     * @param userAuthModeDisabled whether it was asked, and answered 403: the service is disabled
     */
    record Facts(
            Product product,
            @Nullable Release release,
            AuthMode system,
            @Nullable AuthMode user,
            boolean userAuthModeDisabled) {
        /** Facts before a user's own mode was asked for. */
        public static Facts of(Product product, @Nullable Release release, AuthMode system) {
            return new Facts(product, release, system, null, false);
        }

        /** The same with what UserAuthMode says of the user. */
        public Facts user(AuthMode mode) {
            return new Facts(product, release, system, mode, false);
        }

        /** The same after UserAuthMode has answered 403. */
        public Facts withoutUserAuthMode() {
            return new Facts(product, release, system, null, true);
        }

        private boolean before(Predicate<Release> supports) {
            return release != null && !supports.test(release);
        }
    }

    /** Decides; never asks anybody. */
    static SignIn of(Facts facts) {
        return switch (facts.system()) {
            case NON_SSO -> new ByPassword();
            case SSO -> bySso(facts);
            case HYBRID -> hybrid(facts);
            case UNKNOWN -> modeNotKnown("systemAuthMode");
        };
    }

    private static SignIn bySso(Facts facts) {
        // 11.5 has an IdS; that programs get tokens from 11.6 on is read from the notes on its engineering specials.
        if (facts.before(release -> release.isAtLeast(11, 6))) {
            return new Refused(
                    Reason.SSO_NOT_SUPPORTED,
                    "release " + facts.release() + " has no tokens for programs: upgrade to 11.6(1) or later");
        }
        return new BySso();
    }

    private static SignIn hybrid(Facts facts) {
        if (facts.product() == Product.CCX) {
            return new Refused(
                    Reason.HYBRID_NOT_SUPPORTED, "CCX has no hybrid mode: check which product this Finesse serves");
        }
        if (facts.before(release -> release.isAtLeast(12, 5))) {
            return new Refused(
                    Reason.HYBRID_NOT_SUPPORTED,
                    "release " + facts.release()
                            + " has no hybrid mode for programs: upgrade to 12.5 or later, or set SSO or non-SSO");
        }
        if (facts.userAuthModeDisabled()) {
            return new Refused(
                    Reason.USER_AUTH_MODE_DISABLED,
                    "enable it on each Finesse node: utils finesse set_property webservices enableUserAuthMode true");
        }
        AuthMode user = facts.user();
        if (user == null) {
            return new AskUserAuthMode();
        }
        return switch (user) {
            case SSO -> bySso(facts);
            case NON_SSO -> new ByPassword();
            case HYBRID, UNKNOWN -> modeNotKnown("the user's authMode");
        };
    }

    private static Refused modeNotKnown(String where) {
        return new Refused(
                Reason.MODE_NOT_KNOWN,
                where + " is none of SSO, NON_SSO and HYBRID: say in the configuration what it is");
    }
}
