package io.connects.simulators.finesse;

import io.connects.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who is who: passwords, access tokens, and the users who are blocked for five minutes after five bad passwords in a row. As a password a
 * token counts too, which is how a client of single sign-on is assumed to log in to XMPP. Guarded by the pair's monitor.
 */
final class Credentials {
    private static final int TOLERATED = 5;
    private static final Duration BLOCKED = Duration.ofMinutes(5);

    private final PairCore core;
    private final Map<Secret, Agent> tokens = new HashMap<>();
    private final Map<Agent, Tries> tries = new HashMap<>();

    private record Tries(int bad, Instant last) {}

    Credentials(PairCore core) {
        this.core = core;
    }

    Optional<Agent> check(String user, String password) {
        Optional<Agent> found = core.agent(user.toLowerCase(Locale.ROOT));
        if (found.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        Agent agent = found.get();
        SingleSignOn sso = core.options.sso;
        if (sso != null && sso.concerns(agent.config)) {
            return bearer(password).filter(agent::equals);
        }
        Tries before = tries.getOrDefault(agent, new Tries(0, Instant.MIN));
        Instant now = core.now();
        boolean isBlocked = before.bad >= TOLERATED;
        if (isBlocked && now.isBefore(before.last.plus(BLOCKED))) {
            return Optional.empty();
        }
        Secret given = Secret.of(password);
        if (given.equals(agent.config.password()) || tokens.get(given) == agent) {
            tries.remove(agent);
            return found;
        }
        tries.put(agent, new Tries(isBlocked ? 1 : before.bad + 1, now));
        return Optional.empty();
    }

    Optional<Agent> bearer(String token) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        Secret given = Secret.of(token);
        SingleSignOn sso = core.options.sso;
        return sso == null
                ? Optional.ofNullable(tokens.get(given))
                : sso.check(given).flatMap(user -> core.agentNamed(user.userId()));
    }

    String issue(Agent agent) {
        String token = UUID.randomUUID().toString();
        tokens.put(Secret.of(token), agent);
        return token;
    }

    void expire() {
        tokens.clear();
    }
}
