package io.connects.sso.robot;

import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.sso.IssuedTokens;
import io.connects.sso.TokenAnswer;
import io.connects.sso.ids.AuthorizationRequest;
import io.connects.sso.internal.Addresses;
import io.connects.sso.internal.Answers;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Signs a robot in where a person would use a browser: follows redirects, fills in the identity provider's form, and sends off the forms that scripts send
 * off in a browser. <strong>For identity providers that ask for user and password with one plain form, and for accounts of robots and tests
 * alone.</strong> Thread-safe; each sign-in has cookies of its own.
 *
 * <p>No script is run: a form counts as one that a script sends off when it is the only form of its page, and the page has no field to see. The first form
 * with a password is filled in. Kerberos, second factors, captchas, and pages that need scripts are not for it, and are refused in words.
 *
 * <p>The password is sent once, in a POST, to the origin of the page that asks for it, so that a wrong one counts as one try. Who calls again tries again:
 * directories lock accounts. It goes to https alone, or to http on loopback, and only to hosts that were named. A sign-in may take {@value Walk#MAX_HOPS}
 * requests, and pages may have {@value Walk#MAX_PAGE_BYTES} bytes.
 *
 * <p>A sign-in fails with {@link io.connects.core.NotAuthorisedException} when user or password is wrong, or the way is not one for robots; with {@link
 * io.connects.core.PeerRefusedException} when a server says no, {@code retryable} when that passes; with {@link io.connects.core.ProtocolViolationException} when an
 * answer cannot be used; with {@link io.connects.core.NoAnswerException} or {@link io.connects.core.PeerUnreachableException} when there is none in time. Messages name
 * hosts, and nothing that a server has written: its addresses and pages carry codes and assertions.
 */
public final class FormSignIn {
    private final Set<String> hosts;
    private final Duration within;
    private final ClientResources resources;

    /**
     * On threads and connections of the caller, which stay the caller's.
     *
     * @param hosts names of the hosts that may be visited and told the password, beside the one where a sign-in begins: IdS and the identity provider
     * @param within for one sign-in as a whole, positive
     * @throws IllegalArgumentException naming the fault
     */
    public FormSignIn(Set<String> hosts, Duration within, ClientResources resources) {
        if (within.isZero() || within.isNegative()) {
            throw new IllegalArgumentException("within: must be positive, was " + within);
        }
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.within = within;
        this.resources = resources;
    }

    /**
     * Signs in to Finesse and gets the first tokens.
     *
     * @param signInUri of {@link io.connects.sso.finesse.FinesseSsoClient#signInUri}, with the user in the query: releases that take a cookie are not signed in to
     * @param user as the identity provider knows the robot
     */
    public CompletableFuture<IssuedTokens> tokens(URI signInUri, String user, Secret password) {
        HttpUrl start = url("signInUri", signInUri);
        return walk(start, null, user, password).thenApply(end -> {
            if (!Walk.sameOrigin(end.at(), start)) {
                throw Answers.unusable(Walk.WHAT, "comes from another server than Finesse");
            }
            return TokenAnswer.FINESSE.read(end.shown());
        });
    }

    /**
     * Signs in to IdS and gets the code for {@link io.connects.sso.ids.IdsClient#exchange}. The redirect address is not called.
     *
     * @param user as the identity provider knows the robot
     */
    public CompletableFuture<Secret> code(AuthorizationRequest request, String user, Secret password) {
        HttpUrl start = url("request", request.uri());
        HttpUrl back = HttpUrl.parse(String.valueOf(start.queryParameter("redirect_uri")));
        if (back == null) {
            throw new IllegalArgumentException("request: has no redirect address");
        }
        return walk(start, back, user, password).thenApply(end -> {
            if (end.shown().length > 0) {
                throw Answers.unusable(Walk.WHAT, "is no page and no redirect");
            }
            return request.code(end.at().uri());
        });
    }

    private CompletableFuture<Walk.End> walk(HttpUrl start, @Nullable HttpUrl back, String user, Secret password) {
        if (user.isBlank()) {
            throw new IllegalArgumentException("user: is missing");
        }
        Set<String> all =
                Stream.concat(hosts.stream(), Stream.of(start.host())).collect(Collectors.toUnmodifiableSet());
        return new Walk(all, back, new Robot(user, password), within, resources).from(start);
    }

    private static HttpUrl url(String name, URI uri) {
        HttpUrl url = HttpUrl.get(Addresses.secure(name, uri));
        if (url == null) {
            throw new IllegalArgumentException(name + ": must be https://HOST:PORT");
        }
        return url;
    }
}
