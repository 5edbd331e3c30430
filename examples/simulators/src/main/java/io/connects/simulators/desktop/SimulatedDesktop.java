package io.connects.simulators.desktop;

import io.connects.core.SerialExecutor;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent's desktop, which works by itself: it joins what Omni-Channel and Cisco offer, and does with it what the agent's {@link Reaction}
 * says. The package says by which rules.
 *
 * <p>Thread-safe: everything happens on one serial executor over the scheduler. It owns no thread, and works until the scheduler is shut down.
 */
public final class SimulatedDesktop {
    private static final Logger log = LoggerFactory.getLogger(SimulatedDesktop.class);
    /** Salesforce ids have 15 characters that matter; the 3 behind them are a checksum. */
    private static final int SIGNIFICANT_ID_LENGTH = 15;

    private static final Duration PAST_FOR = Duration.ofMinutes(1);

    private final Person person;
    private final OmniHand omni;
    private final CiscoHand cisco;
    private final Function<OmniHand.Offer, Reaction> reactions;
    private final AfterDecline afterDecline;
    private final Duration awayTime;
    private final ScheduledExecutorService scheduler;
    private final SerialExecutor serial;
    /** Live agent works by id, and live tasks by id. Each belongs to the serial executor, as their content does. */
    private final Map<String, Work> works = new LinkedHashMap<>();

    private final Map<String, Held> tasks = new LinkedHashMap<>();
    /** Works that were over for the person before their task came, by PSR; kept for a minute. */
    private final Map<String, Work> past = new HashMap<>();

    /**
     * Who sits at the desktop.
     *
     * @param userId in Salesforce
     * @param skillTargetId at Cisco
     */
    public record Person(String userId, int skillTargetId) {
        public Person {
            Objects.requireNonNull(userId, "userId");
        }
    }

    /** An agent work that was offered and has not ended. */
    private static final class Work {
        private final OmniHand.Offer offer;
        private final Reaction reaction;
        private boolean accepted;
        private boolean working;

        private Work(OmniHand.Offer offer, Reaction reaction) {
            this.offer = offer;
            this.reaction = reaction;
        }
    }

    /** A task at Cisco that was offered and has not ended. */
    private static final class Held {
        private final CiscoHand.Offered offered;
        private @Nullable Work work;
        /** Accepting and starting are under way. */
        private boolean starting;

        private boolean started;
        /** To be ended as soon as it is started. */
        private boolean over;

        private Held(CiscoHand.Offered offered) {
            this.offered = offered;
        }
    }

    /**
     * Sits down: from now on every offer is reacted to.
     *
     * @param reactions what the person does with each offered agent work: {@link Temperament#seeded}, or a script; called from one thread at a
     *     time
     * @param afterDecline what happens when the task of a declined agent work has run out
     * @param awayTime how long a person who did not look at an offer stays not routable after its task has run out
     * @param scheduler runs timers and everything else
     */
    public SimulatedDesktop(
            Person person,
            OmniHand omni,
            CiscoHand cisco,
            Function<OmniHand.Offer, Reaction> reactions,
            AfterDecline afterDecline,
            Duration awayTime,
            ScheduledExecutorService scheduler) {
        this.person = Objects.requireNonNull(person, "person");
        this.omni = Objects.requireNonNull(omni, "omni");
        this.cisco = Objects.requireNonNull(cisco, "cisco");
        this.reactions = Objects.requireNonNull(reactions, "reactions");
        this.afterDecline = Objects.requireNonNull(afterDecline, "afterDecline");
        this.awayTime = Objects.requireNonNull(awayTime, "awayTime");
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.serial = new SerialExecutor(scheduler);
        omni.onOffer(person.userId(), offer -> post(() -> onOffer(offer)));
        omni.onGone(person.userId(), agentWorkId -> post(() -> onGone(agentWorkId)));
        cisco.onOffered(person.skillTargetId(), offered -> post(() -> onOffered(offered)));
        cisco.onEnded(person.skillTargetId(), ended -> post(() -> onEnded(ended)));
    }

    /** Makes the agent routable, as a person does after a break or after {@link AfterDecline#STAY}. */
    public void becomeRoutable() {
        post(() -> {
            var unused = cisco.setRoutable(person.skillTargetId(), true).whenComplete((done, failure) -> {
                if (failure != null) {
                    log.debug("Agent {} could not be made routable", person.skillTargetId(), failure);
                }
            });
        });
    }

    // --- what Omni-Channel says

    private void onOffer(OmniHand.Offer offer) {
        Work work = new Work(offer, reactions.apply(offer));
        works.put(offer.agentWorkId(), work);
        taskOf(offer).ifPresent(task -> task.work = work);
        if (work.reaction instanceof Reaction.Accept accept) {
            after(accept.think(), () -> accept(work));
        } else if (work.reaction instanceof Reaction.Decline decline) {
            after(decline.think(), () -> decline(work));
        }
    }

    private void accept(Work work) {
        if (!isLive(work)) {
            return;
        }
        if (!omni.accept(work.offer.agentWorkId())) {
            letGo(work);
            return;
        }
        work.accepted = true;
        Optional<Held> task = taskOf(work);
        if (task.isPresent()) {
            start(task.get(), work);
        } else {
            // Without a task, or before it: the person works all the same.
            begin(work);
        }
    }

    private void decline(Work work) {
        if (isLive(work)) {
            if (omni.decline(work.offer.agentWorkId())) {
                works.remove(work.offer.agentWorkId());
                rememberIfTaskIsToCome(work);
            } else {
                letGo(work);
            }
        }
    }

    private void onGone(String agentWorkId) {
        Work work = works.get(agentWorkId);
        if (work != null) {
            letGo(work);
        }
    }

    /** The agent work is not ours any more: so the task is of no use. */
    private void letGo(Work work) {
        works.remove(work.offer.agentWorkId());
        boolean isPushTimeout = work.reaction instanceof Reaction.Ignore;
        Held task = taskOf(work).orElse(null);
        if (task != null && (task.starting || task.started)) {
            end(task);
        } else if (isPushTimeout || work.accepted) {
            rememberIfTaskIsToCome(work);
        } else if (task != null) {
            // It can only run out now, and through no fault of the person.
            task.work = null;
        }
    }

    private void rememberIfTaskIsToCome(Work work) {
        if (taskOf(work).isEmpty()) {
            String psr = significant(work.offer.psrId());
            past.put(psr, work);
            after(PAST_FOR, () -> past.remove(psr, work));
        }
    }

    // --- what Cisco says

    private void onOffered(CiscoHand.Offered offered) {
        Held task = new Held(offered);
        tasks.put(offered.taskId(), task);
        Work work = works.values().stream()
                .filter(candidate -> isFor(offered, candidate.offer))
                .reduce((older, newer) -> newer)
                .orElseGet(() -> past.remove(psrOf(offered)));
        Held earlier = work == null ? null : taskOf(work).orElse(null);
        if (work == null || (earlier != null && (earlier.starting || earlier.started))) {
            return;
        }
        if (earlier != null) {
            earlier.work = null;
        }
        task.work = work;
        if (work.accepted) {
            // A task that comes after the work is started all the same: it would run out otherwise.
            task.over = !isLive(work);
            start(task, work);
        }
    }

    private void onEnded(CiscoHand.Ended ended) {
        Held task = tasks.remove(ended.taskId());
        if (task == null || ended.end() != CiscoHand.End.RAN_OUT) {
            return;
        }
        Work work = task.work;
        if (work != null && work.reaction instanceof Reaction.Decline) {
            if (afterDecline == AfterDecline.ROUTABLE) {
                becomeRoutable();
            }
        } else if (work != null && work.reaction instanceof Reaction.Ignore) {
            after(awayTime, this::becomeRoutable);
        } else if (omni.isOnline(person.userId())) {
            // Whoever is offline stays as they are: Salesforce would assign them nothing.
            becomeRoutable();
        }
    }

    // --- work

    private void start(Held task, Work work) {
        String taskId = task.offered.taskId();
        task.starting = true;
        begin(work);
        var unused = cisco.accept(taskId)
                .thenCompose(accepted -> accepted ? cisco.start(taskId) : CompletableFuture.completedFuture(false))
                .whenComplete((done, failure) -> post(() -> started(task, failure == null && done)));
    }

    private void started(Held task, boolean isStarted) {
        task.starting = false;
        task.started = isStarted;
        if (!isStarted) {
            log.debug("Task {} could not be started; the work goes on without it", task.offered.taskId());
        } else if (task.over) {
            end(task);
        }
    }

    private void begin(Work work) {
        if (!work.working && work.reaction instanceof Reaction.Accept accept) {
            work.working = true;
            after(accept.work(), () -> finish(work));
        }
    }

    private void finish(Work work) {
        if (isLive(work)) {
            works.remove(work.offer.agentWorkId());
            omni.close(work.offer.agentWorkId());
            rememberIfTaskIsToCome(work);
            taskOf(work).filter(task -> task.starting || task.started).ifPresent(this::end);
        }
    }

    private void end(Held task) {
        if (task.starting) {
            task.over = true;
            return;
        }
        tasks.remove(task.offered.taskId());
        var unused = cisco.end(task.offered.taskId()).whenComplete((done, failure) -> {
            if (failure != null || !done) {
                log.debug("Task {} could not be ended", task.offered.taskId(), failure);
            }
        });
    }

    // --- matching

    private boolean isLive(Work work) {
        return works.get(work.offer.agentWorkId()) == work;
    }

    private Optional<Held> taskOf(Work work) {
        return tasks.values().stream().filter(task -> task.work == work).findFirst();
    }

    /** The newest task that waits for this agent work. */
    private Optional<Held> taskOf(OmniHand.Offer offer) {
        return tasks.values().stream()
                .filter(task -> task.work == null && isFor(task.offered, offer))
                .reduce((older, newer) -> newer);
    }

    private static boolean isFor(CiscoHand.Offered task, OmniHand.Offer offer) {
        return psrOf(task).equals(significant(offer.psrId()));
    }

    /** From {@code psrId:attempt}; empty when the correlation value has another form. */
    private static String psrOf(CiscoHand.Offered task) {
        int colon = task.correlation().lastIndexOf(':');
        return colon > 0 ? significant(task.correlation().substring(0, colon)) : "";
    }

    private static String significant(String id) {
        return id.length() > SIGNIFICANT_ID_LENGTH ? id.substring(0, SIGNIFICANT_ID_LENGTH) : id;
    }

    private void post(Runnable action) {
        after(Duration.ZERO, action);
    }

    private void after(Duration delay, Runnable action) {
        try {
            if (delay.isZero()) {
                serial.execute(action);
            } else {
                var unused = scheduler.schedule(() -> post(action), delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (RejectedExecutionException e) {
            log.debug("The scheduler was shut down; this desktop stops", e);
        }
    }
}
