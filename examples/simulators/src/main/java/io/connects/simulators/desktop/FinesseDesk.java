package io.connects.simulators.desktop;

import io.connects.core.ClosedException;
import io.connects.core.ConnectsException;
import io.connects.core.SerialExecutor;
import io.connects.core.http.ClientResources;
import io.connects.finesse.FinesseListener;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.FinesseSession;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.DialogState;
import io.connects.finesse.message.Fact;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.MediaState;
import io.connects.finesse.message.User;
import io.connects.finesse.request.MediaRequests;
import io.connects.finesse.request.Request;
import io.connects.finesse.request.TaskRequests;
import io.connects.finesse.request.UserRequests;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One agent at Finesse. Thread-safe: everything but the listeners belongs to one serial executor. */
final class FinesseDesk implements FinesseListener {
    private static final Logger log = LoggerFactory.getLogger(FinesseDesk.class);
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(2);

    private final int skillTargetId;
    private final String loginId;
    private final String extension;
    private final FinesseOptions options;
    private final FinesseHand.Domain domain;
    private final String mrd;
    private final ClientResources resources;
    private final SerialExecutor serial;
    private final List<Consumer<CiscoHand.Offered>> offeredListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<CiscoHand.Ended>> endedListeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private final Map<String, Dialog> tasks = new HashMap<>();
    private final List<Action> actions = new ArrayList<>();
    private @Nullable FinesseSession session;
    private @Nullable User user;
    private volatile @Nullable Media media;
    private boolean live;
    private boolean arranging;

    /** Something that the agent wants. It is tried until it has happened, is refused, or makes no sense any more. */
    private static final class Action {
        private final Request request;
        /** Empty when it is about no task. */
        private final String dialogId;

        private final Predicate<DialogState> happened;
        private final boolean goneIsGood;
        private final CompletableFuture<Boolean> future = new CompletableFuture<>();
        private boolean sent;

        private Action(Request request, String dialogId, Predicate<DialogState> happened, boolean goneIsGood) {
            this.request = request;
            this.dialogId = dialogId;
            this.happened = happened;
            this.goneIsGood = goneIsGood;
        }
    }

    FinesseDesk(
            int skillTargetId,
            String extension,
            FinesseOptions options,
            FinesseHand.Domain domain,
            ClientResources resources) {
        this.skillTargetId = skillTargetId;
        this.loginId = options.credentials().loginId();
        this.extension = extension;
        this.options = options;
        this.domain = domain;
        this.mrd = Integer.toString(domain.mrdId());
        this.resources = resources;
        this.serial = new SerialExecutor(resources.callbacks());
    }

    CompletableFuture<Void> open() {
        post(() -> {
            if (session == null) {
                session = FinesseSession.open(options, resources, this);
            }
        });
        return ready;
    }

    void onOffered(Consumer<CiscoHand.Offered> listener) {
        offeredListeners.add(listener);
    }

    void onEnded(Consumer<CiscoHand.Ended> listener) {
        endedListeners.add(listener);
    }

    String known() {
        Media last = media;
        if (last == null) {
            return "unknown";
        }
        return last.state() + (Boolean.TRUE.equals(last.routable()) ? ", routable" : ", not routable");
    }

    // --- what the agent does

    CompletableFuture<Boolean> accept(String taskId) {
        String id = TaskDialogs.dialogId(taskId);
        return begin(
                new Action(TaskRequests.accept(loginId, id), id, state -> !state.equals(DialogState.OFFERED), false));
    }

    CompletableFuture<Boolean> start(String taskId) {
        String id = TaskDialogs.dialogId(taskId);
        return begin(new Action(TaskRequests.start(loginId, id), id, TaskDialogs::isStarted, false));
    }

    CompletableFuture<Boolean> end(String taskId) {
        String id = TaskDialogs.dialogId(taskId);
        var wrapUp = new Action(TaskRequests.wrapUp(loginId, id), id, DialogState.WRAPPING_UP::equals, true);
        // What cannot be wrapped up may be closed all the same.
        return begin(wrapUp)
                .thenCompose(done -> begin(new Action(TaskRequests.close(loginId, id), id, state -> false, true)));
    }

    CompletableFuture<Boolean> setRoutable(boolean routable) {
        return begin(new Action(MediaRequests.routable(loginId, mrd, routable), "", state -> false, false));
    }

    private CompletableFuture<Boolean> begin(Action action) {
        boolean taken = post(() -> {
            actions.add(action);
            advance(action);
        });
        if (!taken) {
            action.future.completeExceptionally(new ClosedException("the hand at Finesse"));
        }
        return action.future;
    }

    private void advance(Action action) {
        FinesseSession open = session;
        if (!actions.contains(action)) {
            return;
        }
        Dialog dialog = tasks.get(action.dialogId);
        if (!action.dialogId.isEmpty() && dialog == null) {
            done(action, action.goneIsGood);
        } else if (dialog != null && action.happened.test(dialog.state())) {
            done(action, true);
        } else if (live && open != null && !action.sent) {
            action.sent = true;
            var unused = open.perform(action.request)
                    .whenComplete((nothing, failure) -> post(() -> answered(action, failure)));
        }
    }

    private void answered(Action action, @Nullable Throwable failure) {
        action.sent = false;
        if (failure == null) {
            done(action, true);
        } else if (isRetryable(failure)) {
            log.debug("{} is tried again", action.request.name(), failure);
            after(AGAIN, () -> advance(action));
        } else {
            Dialog dialog = tasks.get(action.dialogId);
            log.debug("{} was refused", action.request.name(), failure);
            done(action, dialog != null && action.happened.test(dialog.state()));
        }
    }

    private void done(Action action, boolean result) {
        if (actions.remove(action)) {
            action.future.complete(result);
        }
    }

    // --- what Finesse says

    @Override
    public void fact(Fact fact) {
        post(() -> {
            if (fact instanceof Fact.UserChanged changed
                    && changed.now().loginId().equals(loginId)) {
                user = changed.now();
            } else if (fact instanceof Fact.MediaChanged changed
                    && changed.now().id().equals(mrd)) {
                media = changed.now();
            } else if (fact instanceof Fact.DialogAdded added && isOurs(added.now())) {
                put(added.now());
            } else if (fact instanceof Fact.DialogChanged changed && isOurs(changed.now())) {
                put(changed.now());
            } else if (fact instanceof Fact.DialogRemoved removed && isOurs(removed.last())) {
                remove(removed.last());
            }
        });
    }

    private boolean isOurs(Dialog dialog) {
        return dialog.isTask() && dialog.mediaProperties().mediaId().equals(mrd);
    }

    private void put(Dialog dialog) {
        boolean isNew = tasks.put(dialog.id(), dialog) == null;
        if (isNew) {
            // One that was accepted elsewhere is no offer, but it is held.
            CiscoHand.Offered offered = TaskDialogs.offered(dialog, skillTargetId, domain);
            if (dialog.state().equals(DialogState.OFFERED)) {
                offeredListeners.forEach(listener -> listener.accept(offered));
            }
        }
        advanceAll(dialog.id());
    }

    private void remove(Dialog last) {
        Dialog before = tasks.remove(last.id());
        if (before != null) {
            advanceAll(last.id());
            var ended = new CiscoHand.Ended(TaskDialogs.taskId(last), skillTargetId, TaskDialogs.end(last));
            endedListeners.forEach(listener -> listener.accept(ended));
        }
    }

    private void advanceAll(String dialogId) {
        List.copyOf(actions).stream()
                .filter(action -> action.dialogId.equals(dialogId))
                .forEach(this::advance);
    }

    @Override
    public void live(URI node, boolean moved) {
        post(() -> {
            live = true;
            arrange();
            List.copyOf(actions).forEach(this::advance);
        });
    }

    @Override
    public void stale(String why) {
        post(() -> live = false);
    }

    @Override
    public void signedInAgain() {
        post(this::arrange);
    }

    @Override
    public void stopped(String why) {
        post(() -> {
            live = false;
            ready.completeExceptionally(new ClosedException("the Finesse session of " + loginId));
            failAll();
        });
    }

    /** Brings the agent to work: signed in to voice and to the domain, and ready. */
    private void arrange() {
        FinesseSession open = session;
        if (arranging || !live || open == null) {
            return;
        }
        arranging = true;
        List<Request> steps = missing();
        CompletableFuture<Void> all = CompletableFuture.allOf();
        for (Request step : steps) {
            all = all.thenCompose(before -> open.perform(step));
        }
        var unused = all.whenComplete((nothing, failure) -> post(() -> arranged(failure)));
    }

    private List<Request> missing() {
        User person = user;
        Media place = media;
        List<Request> steps = new ArrayList<>();
        if (person == null || !person.signedIn()) {
            steps.add(UserRequests.signIn(loginId, extension));
        }
        if (place == null || !place.signedIn()) {
            steps.add(MediaRequests.signIn(loginId, mrd, domain.signIn()));
            steps.add(MediaRequests.ready(loginId, mrd));
        } else if (place.state().equals(MediaState.NOT_READY)) {
            steps.add(MediaRequests.ready(loginId, mrd));
        }
        return steps;
    }

    private void arranged(@Nullable Throwable failure) {
        arranging = false;
        if (failure == null) {
            ready.complete(null);
        } else if (isRetryable(failure)) {
            after(AGAIN, this::arrange);
        } else {
            log.warn("Agent {} could not be made ready at Finesse; tried again", loginId, failure);
            after(AFTER_REFUSAL, this::arrange);
        }
    }

    void close() {
        post(() -> {
            live = false;
            FinesseSession open = session;
            if (open != null) {
                open.close();
            }
            failAll();
        });
    }

    private void failAll() {
        List<Action> open = List.copyOf(actions);
        actions.clear();
        open.forEach(action -> action.future.completeExceptionally(new ClosedException("the hand at Finesse")));
    }

    private static boolean isRetryable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ConnectsException known && known.retryable();
    }

    private void after(Duration delay, Runnable action) {
        try {
            var unused = resources.timer().schedule(() -> post(action), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("The timer has ended, and agent {} with it", loginId, e);
        }
    }

    private boolean post(Runnable action) {
        try {
            serial.execute(action);
            return true;
        } catch (RejectedExecutionException e) {
            log.debug("The threads have ended, and agent {} with them", loginId, e);
            return false;
        }
    }
}
