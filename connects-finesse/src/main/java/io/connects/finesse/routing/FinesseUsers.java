package io.connects.finesse.routing;

import io.connects.core.NotAuthorisedException;
import io.connects.core.directory.CiscoUser;
import io.connects.finesse.PairReads;
import io.connects.finesse.message.User;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The Finesse half of who is who. Whom Finesse knows counts as active: users who may not work are gone from it. Whether the administrator's list
 * tells states and skill target ids is not public; what it leaves out is unknown. Thread-safe.
 */
public final class FinesseUsers {
    private final PairReads reads;
    private final InTurn inTurn;

    /**
     * @param timer runs nothing long
     * @param pace from one look-up of a login id to the next, at least
     */
    public FinesseUsers(PairReads reads, ScheduledExecutorService timer, Duration pace) {
        this.reads = reads;
        this.inTurn = new InTurn(timer, pace);
    }

    /** Everybody, at once. Fails with a {@link NotAuthorisedException} when the account is not an administrator's. */
    public CompletableFuture<List<FinesseAgent>> all() {
        return reads.ask(node -> node.users())
                .thenApply(users -> users.stream().map(FinesseUsers::agent).toList())
                .exceptionallyCompose(failure -> failed(failure, "the account may not list Finesse's users"));
    }

    /** Those of these login ids whom Finesse knows, looked up one by one. Fails with a {@link NotAuthorisedException} when the account may not look. */
    public CompletableFuture<List<FinesseAgent>> of(Collection<String> loginIds) {
        List<String> each = loginIds.stream()
                .map(String::strip)
                .filter(FinesseUsers::isPossible)
                .distinct()
                .toList();
        return inTurn.ask(each, this::lookUp);
    }

    private CompletableFuture<Optional<FinesseAgent>> lookUp(String loginId) {
        return reads.ask(node -> node.user(loginId))
                .thenApply(user -> sameLogin(user, loginId) ? Optional.of(agent(user)) : Optional.<FinesseAgent>empty())
                .exceptionallyCompose(failure -> Refusals.isNothingThere(failure)
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : failed(failure, "the account may not look up other users at Finesse"));
    }

    /** Says of a refusal who would not have been refused. */
    private static <T> CompletableFuture<T> failed(Throwable failure, String refused) {
        Throwable cause = Refusals.cause(failure);
        return CompletableFuture.failedFuture(
                Refusals.isNotAllowed(cause)
                        ? new NotAuthorisedException(refused + "; an administrator's may: " + cause.getMessage(), cause)
                        : cause);
    }

    /** Finesse looks for login names too. */
    private static boolean sameLogin(User user, String loginId) {
        return user.loginId().strip().toLowerCase(Locale.ROOT).equals(loginId.toLowerCase(Locale.ROOT));
    }

    private static boolean isPossible(String loginId) {
        return !loginId.isEmpty() && !loginId.equals(".") && !loginId.equals("..");
    }

    private static FinesseAgent agent(User user) {
        return new FinesseAgent(
                new CiscoUser(user.loginId(), user.skillTargetId(), user.firstName(), user.lastName(), true),
                user.state().value(),
                user.signedIn());
    }
}
