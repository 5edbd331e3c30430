package io.connects.examples.sso;

import io.connects.core.Secret;
import io.connects.sso.ids.IdsClient;
import io.connects.sso.token.KeySet;
import io.connects.sso.token.SignedTokens;
import io.connects.sso.token.Usage;
import io.connects.sso.token.Verdict;
import io.connects.sso.token.VerificationKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Finds out whose token somebody has brought, as a service behind a gadget does. */
final class CheckTokens {
    private final SignedTokens validator;

    CheckTokens(IdsClient ids, String issuer, InstantSource clock) {
        // tag::check[]
        var keys = new KeySet(
                () -> ids.publicKey().thenApply(text -> List.of(VerificationKey.of(text))),
                Duration.ofHours(2), // how long a key is good after it was regenerated
                Duration.ofMinutes(5), // between two questions
                System::nanoTime);
        var checked = new SignedTokens(Set.of(issuer), Duration.ofSeconds(30), keys, clock, 10_000);
        // checked.validate(token, Usage.ACCESS) completes with Verdict.Good, or with Verdict.Refused and why
        // end::check[]
        validator = checked;
    }

    /** The user's id, or why the token is not to be believed. */
    CompletableFuture<String> user(Secret token) {
        return validator
                .validate(token, Usage.ACCESS)
                .thenApply(verdict -> verdict instanceof Verdict.Good good
                        ? good.claims().subject().userId()
                        : ((Verdict.Refused) verdict).why());
    }
}
