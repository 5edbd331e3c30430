package io.connects.sso;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link TokenSession} is kept. Immutable.
 *
 * <p>Sources: the Finesse 12.5 developer guide and Cisco's technical note 215626 for the refresh after 75 % of the life; the Unified CCE Features Guide, chapter
 * Single Sign-On, for the lives that IdS knows.
 */
public final class SessionOptions {
    private final Set<String> expectedUser;
    private final Duration refreshLife;
    private final Duration warnBefore;
    private final Duration answerWithin;

    private SessionOptions(Builder builder) {
        this.expectedUser = builder.expectedUser;
        this.refreshLife = builder.refreshLife;
        this.warnBefore = builder.warnBefore;
        this.answerWithin = builder.answerWithin;
    }

    /** For refresh tokens that do not tell their life. */
    public Duration refreshLife() {
        return refreshLife;
    }

    /** How long before the end its coming is told. */
    public Duration warnBefore() {
        return warnBefore;
    }

    /** After which time a refresh counts as not answered. */
    public Duration answerWithin() {
        return answerWithin;
    }

    /** Whether these tokens may be used: they are about one of those expected, or nobody in particular is. */
    boolean accepts(@Nullable TokenUser user) {
        return expectedUser.isEmpty()
                || (user != null
                        && (expectedUser.contains(lower(user.userId()))
                                || expectedUser.contains(lower(user.principal()))));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private Set<String> expectedUser = Set.of();
        private Duration refreshLife = Duration.ofHours(10);
        private Duration warnBefore = Duration.ofMinutes(15);
        private Duration answerWithin = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * The names of the one user whose tokens are taken, in any case: login name, peripheral id, principal. Default none, which takes anybody's. A browser
         * that is still signed in as somebody else gives that one's tokens without a word.
         */
        public Builder expectedUser(String... names) {
            expectedUser = Set.of(names).stream().map(SessionOptions::lower).collect(Collectors.toUnmodifiableSet());
            return this;
        }

        /** Default 10 h, as IdS has it; its console allows 2 h to 24 h. */
        public Builder refreshLife(Duration value) {
            refreshLife = value;
            return this;
        }

        /** Default 15 min. */
        public Builder warnBefore(Duration value) {
            warnBefore = value;
            return this;
        }

        /** Default 30 s. */
        public Builder answerWithin(Duration value) {
            answerWithin = value;
            return this;
        }

        /** @throws IllegalArgumentException naming every fault */
        public SessionOptions build() {
            var faults = new ArrayList<String>();
            if (expectedUser.contains("")) {
                faults.add("expectedUser: no name may be empty");
            }
            positive("refreshLife", refreshLife, faults);
            positive("warnBefore", warnBefore, faults);
            positive("answerWithin", answerWithin, faults);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n", faults));
            }
            return new SessionOptions(this);
        }

        private static void positive(String name, Duration value, List<String> faults) {
            if (!IssuedTokens.isLife(value)) {
                faults.add(name + ": must be positive and " + IssuedTokens.LONGEST + " at most, was " + value);
            }
        }
    }
}
