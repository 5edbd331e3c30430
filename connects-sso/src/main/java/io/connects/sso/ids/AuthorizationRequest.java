package io.connects.sso.ids;

import io.connects.core.NotAuthorisedException;
import io.connects.core.Secret;
import io.connects.sso.internal.Answers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;

/**
 * One user's way to IdS and back: the address that his browser opens, and the check that what comes back answers it. Keep it with the user's own
 * session, for the {@code state} in it is what tells his redirect from somebody else's. Good for one redirect. Thread-safe.
 */
public final class AuthorizationRequest {
    private static final String WHAT = "the sign-in";
    private static final int MAX_LENGTH = 8 * 1024;

    private final URI uri;
    private final URI redirectUri;
    private final String state;
    private final AtomicBoolean answered = new AtomicBoolean();

    AuthorizationRequest(URI uri, URI redirectUri, String state) {
        this.uri = uri;
        this.redirectUri = redirectUri;
        this.state = state;
    }

    /** Where the browser goes; holds no secret. */
    public URI uri() {
        return uri;
    }

    /**
     * Takes the code out of the redirect, all of whose address is given.
     *
     * @throws NotAuthorisedException when it does not answer this request, or did so before; or when the user was refused
     * @throws io.connects.core.PeerRefusedException when IdS could not or would not, with its OAuth error as code
     */
    public Secret code(URI redirect) {
        String text = redirect.toString();
        HttpUrl url = text.length() > MAX_LENGTH ? null : HttpUrl.get(redirect);
        if (url == null || !isSamePlace(redirect)) {
            throw notAnAnswer("it comes to another address");
        }
        if (!isOurs(url.queryParameterValues("state"))) {
            throw notAnAnswer("its state is not the one that was sent");
        }
        if (!answered.compareAndSet(false, true)) {
            throw notAnAnswer("it was answered before");
        }
        String error = only(url, "error");
        if (!error.isEmpty()) {
            throw Answers.refusal(WHAT, error, only(url, "error_description"));
        }
        String code = only(url, "code");
        if (code.isEmpty()) {
            throw Answers.unusable(WHAT, "has neither one code nor one error");
        }
        return Secret.of(code);
    }

    private boolean isSamePlace(URI redirect) {
        return redirect.getFragment() == null
                && redirect.getUserInfo() == null
                && redirectUri.getScheme().equalsIgnoreCase(redirect.getScheme())
                && redirectUri.getHost().equalsIgnoreCase(redirect.getHost())
                && HttpUrl.get(redirectUri.toString()).port()
                        == HttpUrl.get(redirect.toString()).port()
                && redirectUri.getRawPath().equals(redirect.getRawPath());
    }

    private boolean isOurs(List<String> states) {
        String told = states.size() == 1 ? states.get(0) : null;
        return told != null
                && MessageDigest.isEqual(told.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when it is missing, or there more than once. */
    private static String only(HttpUrl url, String name) {
        List<String> values = url.queryParameterValues(name);
        String value = values.size() == 1 ? values.get(0) : null;
        return value == null ? "" : value;
    }

    private static NotAuthorisedException notAnAnswer(String why) {
        return new NotAuthorisedException("the redirect does not answer this sign-in: " + why, null);
    }

    @Override
    public String toString() {
        return "AuthorizationRequest[" + uri.getHost() + "]";
    }
}
