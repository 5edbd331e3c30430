package io.connects.sso.ids;

/** How a client shows its id and secret to the token endpoint: RFC 6749 section 2.3.1. Which of them IdS takes is not public. */
public enum ClientAuthentication {
    /** As HTTP Basic. */
    BASIC,
    /** As {@code client_id} and {@code client_secret} of the form. */
    FORM
}
