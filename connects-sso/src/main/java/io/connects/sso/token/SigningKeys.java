package io.connects.sso.token;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where the public keys come from that IdS signs with now: of each IdS that issues tokens, one. */
@FunctionalInterface
public interface SigningKeys {
    /** Asks once; {@link KeySet} sees to it that this is done seldom. */
    CompletableFuture<List<VerificationKey>> fetch();
}
