package io.connects.simulators.ids.saml;

/**
 * Whom the identity provider has let in.
 *
 * @param uid the contact centre's user id
 * @param principal with the domain
 */
public record AssertedUser(String uid, String principal) {}
