package io.connects.host;

import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.sso.token.Verdict;
import javax.net.ssl.SSLException;

/** What to do when a step of a sign-in fails. Keys are those of a route's {@code sso} section. */
enum SsoRemedy {
    SIGN_IN {
        @Override
        String when(Throwable failure) {
            if (says(failure, "asks again")) {
                return "user or password is wrong, or the identity provider does not know the user; it was tried once,"
                        + " because directories lock accounts";
            }
            if (says(failure, "hosts that were named")) {
                return "if this is the identity provider, name it: --identity-provider HOST";
            }
            if (says(failure, "does not answer this sign-in")) {
                return "give the whole address that the browser was sent to after this sign-in, and none from before;"
                        + " it begins with redirectUri";
            }
            if (failure instanceof NotAuthorisedException) {
                return "this user may not sign in here, or not without a browser: leave out --password-env";
            }
            return "register redirectUri, to the letter, for the client clientId in the console of the IdS; or correct"
                    + " paths.authorize";
        }
    },
    EXCHANGE {
        @Override
        String when(Throwable failure) {
            if (says(failure, "invalid_grant")) {
                return "a code is good once, for a minute by default, and for the redirectUri that it was asked with:"
                        + " try again, and faster";
            }
            return failure instanceof NotAuthorisedException
                    ? "correct clientId or clientSecret as the console of the IdS shows them; or the IdS wants them in"
                            + " the other way (authentication: basic or form)"
                    : "correct paths.token, which is not public and may differ from ours";
        }
    },
    KEY {
        @Override
        String when(Throwable failure) {
            return failure instanceof NotAuthorisedException
                    ? "correct clientId or clientSecret as the console of the IdS shows them"
                    : "correct paths.publicKey; or the site is older than 12.6(2): set tokens: opaque";
        }
    },
    REFRESH {
        @Override
        String when(Throwable failure) {
            return "the user would have to sign in again when the access token ends: look at the lives in the console of"
                    + " the IdS, and whether its key was regenerated meanwhile";
        }
    },
    REVOKE {
        @Override
        String when(Throwable failure) {
            return "the tokens stay good until they end; correct paths.revoke, which is not public and may differ from"
                    + " ours";
        }
    };

    /** For what is particular to the step. */
    abstract String when(Throwable failure);

    String of(Throwable failure) {
        if (failure.getCause() instanceof SSLException) {
            return "name the authority of the node's certificate in trustFiles, and in nodes the host that the"
                    + " certificate is for";
        }
        if (failure instanceof PeerRefusedException refused && refused.retryable()) {
            return "this node is not in service, or busy: look at the console of the IdS, and try again";
        }
        return failure instanceof ConnectsException known && known.retryable()
                ? "look at the address in nodes, at firewalls between, and whether the Cisco IdS runs there"
                : when(failure);
    }

    /** For a token that must not be believed. */
    static String of(Verdict.Reason reason) {
        return switch (reason) {
            case ISSUER -> "if this is your IdS, add iss of the access token above to issuers";
            case EXPIRED, NOT_YET -> "let the IdS, this machine and the desktops follow the same NTP servers";
            case SIGNATURE, UNKNOWN_KEY ->
                "it is signed by another IdS than the one that was asked for its key, or the key was just regenerated";
            case MALFORMED, ALGORITHM, USAGE, INCONSISTENT ->
                "tokens of this IdS are not as Cisco's sample shows them: do not rely on validation";
        };
    }

    private static boolean says(Throwable failure, String words) {
        return String.valueOf(failure.getMessage()).contains(words);
    }
}
