package io.connects.finesse.routing;

import io.connects.finesse.PairReads;
import io.connects.finesse.message.Media;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What agents do in media routing domains other than voice, as far as the account may read it. Whether an administrator or a supervisor may is not
 * public: a refusal is kept, and nobody is asked about again. Thread-safe.
 */
public final class FinesseMedia {
    private static final Logger log = LoggerFactory.getLogger(FinesseMedia.class);

    private final PairReads reads;
    private final InTurn inTurn;
    private final AtomicBoolean refused = new AtomicBoolean();

    /**
     * One domain of one agent.
     *
     * @param state Cisco's word
     * @param routable whether new tasks may be given; empty when Finesse does not say
     */
    public record Domain(String name, String state, Optional<Boolean> routable) {}

    private record Answer(String loginId, List<Domain> domains) {}

    /**
     * @param timer runs nothing long
     * @param pace from one agent to the next, at least
     */
    public FinesseMedia(PairReads reads, ScheduledExecutorService timer, Duration pace) {
        this.reads = reads;
        this.inTurn = new InTurn(timer, pace);
    }

    /** The domains that each agent is signed in to, by login id; of an agent who is not in it nothing is known. The first one is the probe. */
    public CompletableFuture<Map<String, List<Domain>>> of(Collection<String> loginIds) {
        List<String> all = List.copyOf(loginIds);
        var domains = new HashMap<String, List<Domain>>();
        int probe = Math.min(1, all.size());
        return read(all.subList(0, probe), domains)
                .thenCompose(done -> read(all.subList(probe, all.size()), domains))
                .thenApply(done -> domains);
    }

    private CompletableFuture<Void> read(List<String> loginIds, Map<String, List<Domain>> into) {
        return refused.get()
                ? CompletableFuture.completedFuture(null)
                : inTurn.ask(loginIds, this::domains)
                        .thenAccept(answers -> answers.forEach(answer -> into.put(answer.loginId(), answer.domains())));
    }

    private CompletableFuture<Optional<Answer>> domains(String loginId) {
        return reads.ask(node -> node.media(loginId))
                .thenApply(list -> Optional.of(new Answer(
                        loginId,
                        list.media().stream()
                                .filter(Media::signedIn)
                                .map(FinesseMedia::domain)
                                .toList())))
                .exceptionally(failure -> {
                    boolean isRefusal = !Refusals.passes(failure) && !Refusals.isNothingThere(failure);
                    if (isRefusal) {
                        refused.set(true);
                    }
                    log.debug(
                            "finesse media=unknown agent={} askAgain={} reason=\"{}\"",
                            loginId,
                            !isRefusal,
                            Refusals.cause(failure).getMessage());
                    return Optional.empty();
                });
    }

    private static Domain domain(Media media) {
        return new Domain(media.name(), media.state().value(), Optional.ofNullable(media.routable()));
    }
}
