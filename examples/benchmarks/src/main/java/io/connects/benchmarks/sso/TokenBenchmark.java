package io.connects.benchmarks.sso;

import io.connects.core.Secret;
import io.connects.simulators.ids.IdsOptions;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.SimulatedIds;
import io.connects.sso.token.KeySet;
import io.connects.sso.token.SignedTokens;
import io.connects.sso.token.Usage;
import io.connects.sso.token.Verdict;
import io.connects.sso.token.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An access token's signature alone, the whole check of a token, and that of a token which was checked before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // set by JMH
public class TokenBenchmark {
    private static final int TOKENS = 256;

    private final Secret[] tokens = new Secret[TOKENS];
    private final byte[][] signed = new byte[TOKENS][];
    private final byte[][] signatures = new byte[TOKENS][];
    private VerificationKey key;
    private SignedTokens fresh;
    private SignedTokens remembering;
    private Signature signature;
    private int next;

    @Setup
    public void issue() throws GeneralSecurityException {
        try (var ids = new SimulatedIds(
                IdsOptions.builder().user(IdsUser.of("anna", "secret")).build())) {
            for (int i = 0; i < TOKENS; i++) {
                tokens[i] = ids.issue("bench", "anna").access();
                String text = tokens[i].reveal();
                int end = text.lastIndexOf('.');
                signed[i] = text.substring(0, end).getBytes(StandardCharsets.US_ASCII);
                signatures[i] = Base64.getUrlDecoder().decode(text.substring(end + 1));
            }
            key = VerificationKey.of(ids.publicKeyPem());
            fresh = checker(ids.issuer(), 0);
            remembering = checker(ids.issuer(), TOKENS);
        }
        signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key.key());
    }

    private SignedTokens checker(String issuer, int remembered) {
        var keys = new KeySet(
                () -> CompletableFuture.completedFuture(List.of(key)),
                Duration.ZERO,
                Duration.ofMinutes(1),
                System::nanoTime);
        return new SignedTokens(Set.of(issuer), Duration.ofSeconds(30), keys, InstantSource.system(), remembered);
    }

    private int next() {
        next = (next + 1) % TOKENS;
        return next;
    }

    @Benchmark
    public boolean bare() throws GeneralSecurityException {
        int token = next();
        signature.update(signed[token]);
        return signature.verify(signatures[token]);
    }

    @Benchmark
    public Verdict checked() {
        return good(fresh);
    }

    @Benchmark
    public Verdict seen() {
        return good(remembering);
    }

    private Verdict good(SignedTokens checker) {
        Verdict verdict = checker.validate(tokens[next()], Usage.ACCESS).join();
        if (!(verdict instanceof Verdict.Good)) {
            throw new AssertionError(verdict.toString());
        }
        return verdict;
    }
}
