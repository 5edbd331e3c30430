package io.connects.salesforce;

import io.connects.core.http.HttpReply;
import java.util.Set;
import okhttp3.Request;

/** A reply as a word about the token and the host of its request, either of which may have become an old one. */
record Outdated(HttpReply reply, AccessToken token) {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

    /** Those that promise that nothing was done, for requests that change something: RFC 9110 sections 15.4.8 and 15.4.9. */
    private static final Set<Integer> PLAIN_REDIRECTS = Set.of(307, 308);

    /** Salesforce's word that it did nothing, because it does not know the session. */
    boolean ofToken() {
        return reply.status() == 401 && SalesforceError.of(reply).code().equals("INVALID_SESSION_ID");
    }

    /** The org is elsewhere. No redirect is followed: where an org is, its tokens say. */
    boolean ofHost() {
        return REDIRECTS.contains(reply.status());
    }

    /** Whether the request may be sent again to a host or with a token that is new. */
    boolean nothingWasDone(Request request) {
        return ofToken() || (ofHost() && (request.method().equals("GET") || PLAIN_REDIRECTS.contains(reply.status())));
    }

    /** Whether the same would be answered again: to the same token, or from the same host. */
    boolean sameFor(AccessToken now) {
        return ofToken()
                ? now.secret().equals(token.secret())
                : now.instanceUri().equals(token.instanceUri());
    }
}
