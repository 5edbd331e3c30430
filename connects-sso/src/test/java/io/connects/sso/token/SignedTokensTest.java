package io.connects.sso.token;

import static io.connects.sso.token.Forge.IDS;
import static io.connects.sso.token.Forge.NEXT;
import static io.connects.sso.token.Forge.NOW;
import static io.connects.sso.token.Forge.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.sso.token.Verdict.Reason;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Every way to be fooled, and the few ways not to be. */
final class SignedTokensTest {
    private static final Duration OVERLAP = Duration.ofHours(2);
    private static final Duration BETWEEN = Duration.ofMinutes(5);

    private final List<CompletableFuture<List<VerificationKey>>> fetches = new ArrayList<>();
    private List<VerificationKey> given = List.of(Forge.key(IDS));
    private RuntimeException failure;
    private boolean silent;
    private Instant now = NOW;
    private long nanos = Long.MAX_VALUE - 5;
    private final KeySet keys = new KeySet(this::fetch, OVERLAP, BETWEEN, () -> nanos);
    private final SignedTokens validator = validator(100);

    private SignedTokens validator(int remembered) {
        return new SignedTokens(
                Set.of("ids-a.example.com", "IDS-B.example.com"), Duration.ofSeconds(30), keys, () -> now, remembered);
    }

    private CompletableFuture<List<VerificationKey>> fetch() {
        var answer = new CompletableFuture<List<VerificationKey>>();
        fetches.add(answer);
        if (failure != null) {
            answer.completeExceptionally(failure);
        } else if (!silent) {
            answer.complete(given);
        }
        return answer;
    }

    private void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    private Verdict access(Secret token) {
        return validator.validate(token, Usage.ACCESS).join();
    }

    private Reason refusal(Secret token) {
        return refusal(token, Usage.ACCESS);
    }

    private Reason refusal(Secret token, Usage usage) {
        Verdict verdict = validator.validate(token, usage).join();
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(verdict.toString()).doesNotContain(token.reveal());
        return ((Verdict.Refused) verdict).reason();
    }

    @Test
    void a_genuine_token_is_good() {
        Verdict verdict = access(new Forge().signedBy(IDS));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Good.class, good -> {
            assertThat(good.claims().subject().userId()).isEqualTo("jdoe");
            assertThat(good.claims().subject().scope()).containsExactly("ccc_onprem_apps");
            assertThat(good.claims().life()).isEqualTo(Duration.ofMinutes(5));
        });
        assertThat(access(new Forge().issuer("IDS-b.example.com").signedBy(IDS)))
                .isInstanceOf(Verdict.Good.class);
        Secret refresh = new Forge().usage("refresh").signedBy(IDS);
        assertThat(validator.validate(refresh, Usage.REFRESH).join()).isInstanceOf(Verdict.Good.class);
    }

    @Test
    void opaque_tokens_pass_through_where_all_are() {
        assertThat(TokenValidator.OPAQUE
                        .validate(Secret.of("anything"), Usage.ACCESS)
                        .join())
                .isEqualTo(new Verdict.Unverified());
    }

    @Test
    void an_opaque_token_is_a_forgery_where_tokens_are_signed() {
        assertThat(refusal(Secret.of("anything"))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(Secret.of("a.b.c.d.e"))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void none_is_no_algorithm() {
        for (String none : List.of("none", "None", "NONE", "")) {
            var forge = new Forge().header("{\"cty\":\"JWT\",\"alg\":\"" + none + "\"}");
            assertThat(refusal(Secret.of(forge.unsigned() + "."))).isEqualTo(Reason.ALGORITHM);
            assertThat(refusal(forge.signedBy(IDS))).isEqualTo(Reason.ALGORITHM);
        }
        assertThat(refusal(Secret.of(new Forge().unsigned() + "."))).isEqualTo(Reason.SIGNATURE);
        assertThat(refusal(Secret.of(new Forge().unsigned()))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void the_public_key_is_no_password() {
        assertThat(refusal(new Forge().header("{\"alg\":\"HS256\"}").signedWithPublicKey(IDS)))
                .isEqualTo(Reason.ALGORITHM);
        assertThat(refusal(new Forge().signedWithPublicKey(IDS))).isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void other_algorithms_of_the_same_key_are_not_taken() {
        assertThat(refusal(new Forge().header("{\"alg\":\"RS512\"}").signedBy(IDS, "SHA512withRSA")))
                .isEqualTo(Reason.ALGORITHM);
        assertThat(refusal(new Forge().signedBy(IDS, "SHA1withRSA"))).isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void a_key_that_the_token_brings_along_is_not_used() {
        String n = "\"" + Forge.base64("modulus") + "\"";
        assertThat(refusal(new Forge()
                        .header("{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":" + n + ",\"e\":\"AQAB\"}}")
                        .signedBy(STRANGER)))
                .isEqualTo(Reason.SIGNATURE);
        assertThat(refusal(new Forge()
                        .header(
                                "{\"alg\":\"RS256\",\"x5u\":\"https://evil.example.com\",\"jku\":\"https://evil.example.com\"}")
                        .signedBy(STRANGER)))
                .isEqualTo(Reason.SIGNATURE);
        assertThat(refusal(new Forge()
                        .header("{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}")
                        .signedBy(IDS)))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void a_changed_letter_breaks_the_signature() {
        String token = new Forge().signedBy(IDS).reveal();
        String other = new Forge().user("eve1").signedBy(IDS).reveal();
        String mixed = other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
        assertThat(refusal(Secret.of(mixed))).isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void an_access_token_is_no_refresh_token_nor_the_other_way_round() {
        assertThat(refusal(new Forge().usage("refresh").signedBy(IDS))).isEqualTo(Reason.USAGE);
        Secret access = new Forge().signedBy(IDS);
        assertThat(access(access)).isInstanceOf(Verdict.Good.class);
        assertThat(refusal(access, Usage.REFRESH)).isEqualTo(Reason.USAGE);
        assertThat(refusal(new Forge().usage("").signedBy(IDS))).isEqualTo(Reason.USAGE);
    }

    @Test
    void another_ids_is_not_believed_even_with_the_same_key() {
        assertThat(refusal(new Forge().issuer("ids.evil.example.com").signedBy(IDS)))
                .isEqualTo(Reason.ISSUER);
        assertThat(refusal(new Forge().issuer("").signedBy(IDS))).isEqualTo(Reason.ISSUER);
    }

    @Test
    void times_are_checked_outside_and_inside() {
        Instant longAgo = NOW.minus(Duration.ofHours(2));
        assertThat(refusal(new Forge().times(longAgo, NOW.minusSeconds(30)).signedBy(IDS)))
                .isEqualTo(Reason.EXPIRED);
        assertThat(access(new Forge().times(longAgo, NOW.minusSeconds(29)).signedBy(IDS)))
                .isInstanceOf(Verdict.Good.class);
        assertThat(refusal(new Forge().innerExpiry(NOW.minusSeconds(60)).signedBy(IDS)))
                .isEqualTo(Reason.EXPIRED);
        assertThat(refusal(new Forge()
                        .times(longAgo, NOW.minusSeconds(60))
                        .innerExpiry(NOW.plusSeconds(60))
                        .signedBy(IDS)))
                .isEqualTo(Reason.EXPIRED);
        assertThat(refusal(new Forge().innerExpiry(NOW.plusSeconds(3600)).signedBy(IDS)))
                .isEqualTo(Reason.INCONSISTENT);
        assertThat(refusal(new Forge()
                        .times(NOW.plusSeconds(31), NOW.plusSeconds(400))
                        .signedBy(IDS)))
                .isEqualTo(Reason.NOT_YET);
        assertThat(refusal(new Forge()
                        .times(NOW.plusSeconds(9), NOW.plusSeconds(9))
                        .signedBy(IDS)))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void inner_and_outer_part_have_to_agree() {
        assertThat(refusal(new Forge().ids("a", "b").signedBy(IDS))).isEqualTo(Reason.INCONSISTENT);
        assertThat(refusal(new Forge().ids("", "").signedBy(IDS))).isEqualTo(Reason.INCONSISTENT);
        assertThat(refusal(new Forge().user("").signedBy(IDS))).isEqualTo(Reason.INCONSISTENT);
    }

    @Test
    void what_two_readers_could_read_differently_is_refused() {
        assertThat(refusal(new Forge().moreInner(",\"user_id\":\"admin\"").signedBy(IDS)))
                .isEqualTo(Reason.MALFORMED);
        assertThat(refusal(new Forge().moreOuter(",\"exp\":9999999999").signedBy(IDS)))
                .isEqualTo(Reason.MALFORMED);
        assertThat(refusal(new Forge()
                        .header("{\"alg\":\"RS256\",\"alg\":\"none\"}")
                        .signedBy(IDS)))
                .isEqualTo(Reason.MALFORMED);
        assertThat(refusal(new Forge().moreInner("} {").signedBy(IDS))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void huge_and_deep_tokens_are_refused_before_any_key_is_asked_for() {
        assertThat(refusal(new Forge()
                        .moreInner(",\"x\":\"" + "y".repeat(20_000) + "\"")
                        .signedBy(IDS)))
                .isEqualTo(Reason.MALFORMED);
        assertThat(refusal(new Forge()
                        .moreOuter(",\"x\":" + "[".repeat(50) + "]".repeat(50))
                        .signedBy(IDS)))
                .isEqualTo(Reason.MALFORMED);
        assertThat(refusal(Secret.of(".".repeat(1_000_000)))).isEqualTo(Reason.MALFORMED);
        assertThat(fetches).isEmpty();
    }

    @Test
    void an_unknown_key_id_is_asked_for_once_in_a_while() {
        given = List.of(new VerificationKey("k1", Forge.key(IDS).key()));
        Secret unknown =
                new Forge().header("{\"alg\":\"RS256\",\"kid\":\"k2\"}").signedBy(NEXT);
        assertThat(refusal(unknown)).isEqualTo(Reason.UNKNOWN_KEY);
        for (int i = 0; i < 100; i++) {
            assertThat(refusal(new Forge()
                            .user("u" + i)
                            .header("{\"alg\":\"RS256\",\"kid\":\"k" + (i + 2) + "\"}")
                            .signedBy(NEXT)))
                    .isEqualTo(Reason.UNKNOWN_KEY);
        }
        assertThat(fetches).hasSize(1);
        pass(BETWEEN.minusSeconds(20));
        assertThat(refusal(unknown)).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(fetches).hasSize(1);
        pass(Duration.ofSeconds(20));
        given = List.of(new VerificationKey("k2", Forge.key(NEXT).key()));
        assertThat(access(unknown)).isInstanceOf(Verdict.Good.class);
        assertThat(fetches).hasSize(2);
    }

    @Test
    void ten_callers_cause_one_question() {
        silent = true;
        var verdicts = new ArrayList<CompletableFuture<Verdict>>();
        for (int i = 0; i < 10; i++) {
            verdicts.add(validator.validate(new Forge().user("u" + i).signedBy(IDS), Usage.ACCESS));
        }
        assertThat(fetches).hasSize(1);
        assertThat(verdicts).noneMatch(CompletableFuture::isDone);
        fetches.get(0).complete(given);
        assertThat(verdicts).allMatch(verdict -> verdict.join() instanceof Verdict.Good);
    }

    @Test
    void tokens_outlive_the_regeneration_of_a_key_for_the_overlap() {
        Secret before = longToken(IDS);
        assertThat(access(before)).isInstanceOf(Verdict.Good.class);
        given = List.of(Forge.key(NEXT));
        pass(BETWEEN);
        assertThat(access(longToken(NEXT))).isInstanceOf(Verdict.Good.class);
        assertThat(access(longToken(IDS, "another"))).isInstanceOf(Verdict.Good.class);
        assertThat(access(before)).isInstanceOf(Verdict.Good.class);
        pass(OVERLAP);
        assertThat(refusal(before)).isEqualTo(Reason.SIGNATURE);
        assertThat(refusal(longToken(IDS, "another"))).isEqualTo(Reason.SIGNATURE);
    }

    private static Secret longToken(KeyPair pair) {
        return longToken(pair, "jdoe");
    }

    private static Secret longToken(KeyPair pair, String user) {
        return new Forge().user(user).times(NOW, NOW.plus(Duration.ofHours(10))).signedBy(pair);
    }

    @Test
    void a_key_that_is_given_up_is_noticed_also_without_tokens_of_the_next() {
        assertThat(access(longToken(IDS))).isInstanceOf(Verdict.Good.class);
        given = List.of(Forge.key(NEXT));
        pass(Duration.ofHours(1));
        assertThat(access(longToken(IDS, "u1"))).isInstanceOf(Verdict.Good.class);
        assertThat(fetches).hasSize(2);
        pass(OVERLAP);
        assertThat(refusal(longToken(IDS, "u2"))).isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void keys_that_cannot_be_had_are_no_verdict_and_are_asked_for_again_after_a_pause() {
        failure = new PeerUnreachableException("down", null);
        Secret token = new Forge().signedBy(IDS);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> access(token))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(PeerUnreachableException.class);
        }
        assertThat(fetches).hasSize(1);
        failure = null;
        pass(Duration.ofSeconds(10));
        assertThat(access(token)).isInstanceOf(Verdict.Good.class);
    }

    @Test
    void an_ids_without_a_key_is_no_verdict_either() {
        given = List.of();
        assertThatThrownBy(() -> access(new Forge().signedBy(IDS)))
                .hasCauseInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void keys_at_hand_stay_when_no_others_can_be_had() {
        assertThat(access(new Forge().signedBy(IDS))).isInstanceOf(Verdict.Good.class);
        failure = new NotAuthorisedException("no", null);
        pass(Duration.ofMinutes(4));
        pass(Duration.ofHours(1));
        Secret later = new Forge().times(now, now.plusSeconds(300)).signedBy(IDS);
        assertThat(access(later)).isInstanceOf(Verdict.Good.class);
        assertThat(fetches).hasSize(2);
    }

    @Test
    void a_token_that_was_seen_is_still_refused_when_its_time_is_over() {
        Secret token = new Forge().signedBy(IDS);
        assertThat(access(token)).isInstanceOf(Verdict.Good.class);
        assertThat(access(token)).isInstanceOf(Verdict.Good.class);
        pass(Duration.ofSeconds(330));
        assertThat(refusal(token)).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void few_tokens_are_remembered_and_never_themselves() {
        var seen = new SeenTokens(3);
        var good = new SeenTokens.Seen(
                ((TokenReading.Signed) TokenReader.read(new Forge().signedBy(IDS))).claims(), Forge.key(IDS));
        for (int i = 0; i < 10; i++) {
            seen.put(Secret.of("t" + i), good, NOW);
            assertThat(seen.get(Secret.of("t0"), NOW)).isNotNull();
        }
        assertThat(seen.size()).isEqualTo(3);
        assertThat(seen.get(Secret.of("t1"), NOW)).isNull();
        assertThat(seen.get(Secret.of("t0"), NOW.plusSeconds(300))).isNull();
        assertThat(seen.size()).isEqualTo(2);
        seen.put(Secret.of("late"), good, NOW.plusSeconds(300));
        assertThat(seen.size()).isEqualTo(2);
    }

    @Test
    void weak_keys_and_faulty_settings_are_refused() {
        assertThatThrownBy(() -> Forge.key(Forge.pair(1024))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignedTokens(Set.of(), Duration.ZERO, keys, () -> now, 0))
                .hasMessageContaining("issuers");
        assertThatThrownBy(() -> new KeySet(this::fetch, OVERLAP, Duration.ZERO, () -> nanos))
                .hasMessageContaining("between");
    }
}
