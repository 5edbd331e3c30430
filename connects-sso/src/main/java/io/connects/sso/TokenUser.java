package io.connects.sso;

/**
 * Whom a token is about, as its issuer tells it. A part that is missing is an empty text.
 *
 * @param userId login name or peripheral id on CCE; {@code GET /finesse/api/User/<userId>} tells the login id
 * @param principal user and realm, such as {@code jdoe@example.com}
 */
public record TokenUser(String userId, String realm, String principal) {}
