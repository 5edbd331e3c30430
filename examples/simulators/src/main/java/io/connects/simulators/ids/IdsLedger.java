package io.connects.simulators.ids;

/**
 * What an identity service did so far.
 *
 * @param signIns how often somebody typed a password that was right
 * @param issued pairs of tokens
 * @param refreshed access tokens that replaced others
 * @param refused exchanges and refreshes that were refused
 * @param revoked tokens that were revoked
 */
public record IdsLedger(int signIns, int issued, int refreshed, int refused, int revoked) {}
