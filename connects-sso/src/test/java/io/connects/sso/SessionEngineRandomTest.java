package io.connects.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.Secret;
import io.connects.sso.SessionEngine.Effect;
import io.connects.sso.SessionEngine.Refresh;
import io.connects.sso.SessionListener.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sessions of which chance decides what happens; a few rules hold whatever does. */
final class SessionEngineRandomTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void rules_hold_whatever_happens() {
        var ends = new ArrayList<End>();
        for (long seed = 0; seed < 2_000; seed++) {
            try {
                ends.add(new Run(seed).toItsEnd());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(ends).contains(End.REFRESH_EXPIRED, End.ACCESS_EXPIRED, End.REFUSED, End.WRONG_USER);
    }

    /** One session; keeps its own books of what is known from outside. */
    private static final class Run {
        final Random random;
        final SessionOptions options;
        final SessionEngine engine;
        final List<Refresh> open = new ArrayList<>();
        long now;
        int tokens;
        Secret access = Secret.of("a0");
        long accessEnd;
        long hardEnd;
        long earliest;
        boolean excused;
        boolean moved;
        boolean unanswered;
        boolean warned;
        int newest;

        @Nullable
        Refresh last;

        @Nullable
        End end;

        Run(long seed) {
            random = new Random(seed);
            now = random.nextLong();
            options = SessionOptions.builder()
                    .expectedUser("jdoe")
                    .refreshLife(Duration.ofHours(2 + random.nextInt(22)))
                    .build();
            engine = new SessionEngine(options, random);
        }

        End toItsEnd() {
            note(new Refresh(0, now, access, access), life());
            hardEnd = now + options.refreshLife().toNanos();
            heard(engine.begin(issued(access, "jdoe", Duration.ofNanos(accessEnd - now), true), now));
            for (int step = 0; end == null; step++) {
                assertThat(step).as("steps").isLessThan(5_000);
                step();
                check();
            }
            assertThat(engine.tick(now + MINUTE)).isEmpty();
            assertThat(engine.rejected(access, now)).isEmpty();
            assertThat(engine.moved(now)).isEmpty();
            for (Refresh refresh : open) {
                assertThat(engine.renewed(refresh, issued(access, "jdoe", life(), true), now))
                        .isEmpty();
            }
            assertThat(engine.nextDeadline(now)).isEmpty();
            return end;
        }

        private void step() {
            long deadline = engine.nextDeadline(now).orElseThrow();
            if (random.nextInt(3) > 0 || open.isEmpty()) {
                // Alarms may ring late, and never ring early.
                now = Math.max(deadline - now, 0) + now + (random.nextInt(10) == 0 ? MINUTE : random.nextInt(1_000));
                heard(engine.tick(now));
            } else {
                answer(open.remove(random.nextInt(open.size())));
            }
            if (end == null && random.nextInt(40) == 0) {
                excused = true;
                heard(engine.rejected(random.nextBoolean() ? access : Secret.of("old"), now));
            }
            if (end == null && random.nextInt(60) == 0) {
                excused = true;
                moved = unanswered;
                heard(engine.moved(now));
            }
        }

        private void answer(Refresh refresh) {
            now += random.nextInt(1_000_000_000);
            int kind = random.nextInt(20);
            unanswered = unanswered && (kind == 19 || !refresh.equals(last));
            if (kind < 14) {
                String user = random.nextInt(60) == 0 ? "eve" : "jdoe";
                Secret next = Secret.of("a" + ++tokens);
                Duration life = life();
                boolean taken = refresh.attempt() > newest && now - hardEnd < 0;
                if (taken && user.equals("jdoe")) {
                    access = next;
                    note(refresh, life);
                }
                heard(engine.renewed(refresh, issued(next, user, life, false), now));
                assertThat(end == End.WRONG_USER).isEqualTo(taken && user.equals("eve"));
            } else if (kind < 19) {
                excused = true;
                heard(engine.failed(refresh, failure(kind == 18), now));
            } // else it is lost
        }

        private void note(Refresh refresh, Duration life) {
            newest = refresh.attempt();
            accessEnd = refresh.sentAt() + life.toNanos();
            earliest = refresh.sentAt() + (long) (life.toNanos() * 0.75);
            // After a move the other peer is asked at once, and a newer try that is still open may fail.
            excused = moved || unanswered;
            moved = false;
        }

        private void heard(List<Effect> effects) {
            for (Effect effect : effects) {
                assertThat(end).as("after the end").isNull();
                if (effect instanceof Refresh refresh) {
                    assertThat(now - hardEnd).as("both tokens are valid").isNegative();
                    assertThat(now - accessEnd).as("both tokens are valid").isNegative();
                    assertThat(refresh.access()).isEqualTo(access);
                    assertThat(now - earliest >= 0 || excused)
                            .as("three quarters")
                            .isTrue();
                    Refresh before = last;
                    assertThat(before == null
                                    || !open.contains(before)
                                    || now - before.sentAt()
                                            >= options.answerWithin().toNanos())
                            .as("one at a time")
                            .isTrue();
                    excused = true; // a retry after silence
                    last = refresh;
                    unanswered = true;
                    open.add(refresh);
                } else if (effect instanceof SessionEngine.EndsSoon) {
                    warned = true;
                } else if (effect instanceof SessionEngine.Ended ended) {
                    end = ended.why();
                    assertThat(end != End.REFRESH_EXPIRED || warned)
                            .as("warned")
                            .isTrue();
                    assertThat(end != End.REFRESH_EXPIRED || now - hardEnd >= 0).isTrue();
                    assertThat(end != End.ACCESS_EXPIRED || now - accessEnd >= 0)
                            .isTrue();
                }
            }
        }

        private void check() {
            Secret usable = engine.usable(now);
            if (usable != null) {
                assertThat(usable).isEqualTo(access);
                assertThat(now - accessEnd).isNegative();
                assertThat(now - hardEnd).isNegative();
            }
        }

        private Duration life() {
            return Duration.ofMinutes(5 + random.nextInt(116));
        }

        private static ConnectsException failure(boolean forGood) {
            return forGood ? new NotAuthorisedException("no", null) : new PeerUnreachableException("down", null);
        }

        private static IssuedTokens issued(Secret access, String user, Duration life, boolean first) {
            return new IssuedTokens(access, first ? Secret.of("r0") : null, life, null, new TokenUser(user, "", ""));
        }
    }
}
