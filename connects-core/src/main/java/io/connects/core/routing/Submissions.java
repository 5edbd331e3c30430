package io.connects.core.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads work items and submits them, in order, as far as routers, breaker, window and pace allow. Not thread-safe. */
final class Submissions {
    private final Board board;
    private final Steps steps;
    private final ForeignWorks foreign;
    /** Reads that failed in a row; Salesforce is given time after each. */
    private int failedReads;

    private long readAgainFrom = Long.MIN_VALUE;

    Submissions(Board board, Steps steps, ForeignWorks foreign) {
        this.board = board;
        this.steps = steps;
        this.foreign = foreign;
    }

    private boolean possible() {
        return board.synced && board.agentsKnown && !board.stopped;
    }

    private boolean possible(Item item) {
        return possible() && board.ready(item.lane.router()) && (!board.breaker.isOpen() || item.probe);
    }

    void pump() {
        putBack();
        if (!possible()) {
            return;
        }
        if (board.breaker.isOpen()) {
            probe();
        } else {
            readAhead();
        }
        boolean submitted = false;
        for (Optional<Item> next = board.line.nextToSubmit();
                next.isPresent() && board.pace.take(board.now);
                next = board.line.nextToSubmit()) {
            submit(next.get());
            submitted = true;
        }
        if (submitted && !board.breaker.isOpen()) {
            // Submitting made room for reading ahead.
            readAhead();
        }
    }

    private void readAhead() {
        if (board.now < readAgainFrom) {
            return;
        }
        for (Optional<Item> next = board.line.nextToRead(); next.isPresent(); next = board.line.nextToRead()) {
            read(next.get(), false);
        }
    }

    private void probe() {
        if (board.now < board.breaker.nextProbe()) {
            return;
        }
        Optional<Item> next = board.line.nextToRead(board.breaker::fresh);
        if (next.isEmpty() && board.line.anyWaiting()) {
            board.breaker.everybodyHadATurn();
            next = board.line.nextToRead();
        }
        next.ifPresent(item -> {
            board.breaker.probing(item, board.now);
            read(item, true);
        });
    }

    private void read(Item item, boolean probe) {
        board.line.move(item, Line.Place.READING);
        item.phase = Phase.READING;
        item.probe = probe;
        board.emit(new Effect.Read(item.psr));
    }

    /** Takes the answer to a read, after the picture has taken its PSR. */
    void read(Event.ItemRead answer) {
        Item item = board.current(answer.psrId());
        if (item == null || item.phase != Phase.READING || answer.item().isEmpty()) {
            return;
        }
        failedReads = 0;
        readAgainFrom = Long.MIN_VALUE;
        refusedAlthoughStillThere(item);
        Item.Asked asked = steps.asked(item.psr);
        if (asked == null || !possible(item) || !asked.target().lane().equals(item.lane)) {
            steps.await(item, item.reason);
            return;
        }
        item.unanswered = 0;
        item.asked = asked;
        item.request = request(item, asked.target(), answer.item().get().fields());
        item.phase = Phase.READY;
        board.line.move(item, Line.Place.READY);
    }

    /** A refusal that the PSR has outlived may be the whole org's: the same one for several agents in a row opens the breaker. */
    private void refusedAlthoughStillThere(Item item) {
        Item.Refusal refusal = item.refusal;
        item.refusal = null;
        if (refusal != null && board.breaker.refused(refusal, board.now)) {
            steps.breakerOpened(Reason.REFUSED, refusal.code() + " for one agent after another");
        }
    }

    void readFailed(Event.ReadFailed failed) {
        Item item = board.current(failed.psrId());
        if (item != null && item.phase == Phase.READING) {
            item.unanswered++;
            failedReads++;
            readAgainFrom = board.now + Steps.patience(failedReads).toNanos();
            Reason reason = item.reason;
            steps.delay(item, Reason.READ_FAILED, Steps.patience(item.unanswered), failed.reason());
            item.reason = reason;
        }
    }

    private void submit(Item item) {
        Item.Asked asked = Objects.requireNonNull(item.asked);
        TaskRequest request = Objects.requireNonNull(item.request);
        item.history.attempts++;
        var key = new TaskKey(item.psr.id(), item.history.attempts);
        item.dialogue = new Item.Dialogue(key, asked, null);
        item.phase = Phase.SUBMITTED;
        item.request = null;
        board.line.move(item, Line.Place.OPEN);
        board.timers.set(item, board.now + board.options.longestDialogue().toNanos());
        if (Steps.counts(item.reason)) {
            item.history.submissions.addLast(board.now);
        }
        board.byDialogue.put(key, item);
        foreign.submitting(item);
        board.report(
                Decision.Kind.SUBMITTED,
                item,
                item.reason,
                key + " to " + request.scriptSelector() + (item.probe ? " as a probe" : ""));
        board.emit(new Effect.Submit(asked.target().router(), key, request));
    }

    private TaskRequest request(Item item, RouteTarget target, Map<String, String> fields) {
        var variables = new HashMap<String, String>();
        target.variables().forEach((name, source) -> variables.put(name, text(source, item, fields)));
        Psr psr = item.psr;
        Integer preferred = Optional.ofNullable(psr.preferredUserId())
                .flatMap(board.agents::byUserId)
                .map(Agent::skillTargetId)
                .orElse(null);
        TaskId previous = psr.transfer()
                ? board.memory.of(item.workItemId).map(TaskMemory.Last::task).orElse(null)
                : null;
        return new TaskRequest(target.mrdId(), target.scriptSelector(), preferred, previous, variables);
    }

    private static String text(VariableSource source, Item item, Map<String, String> fields) {
        Psr psr = item.psr;
        int attempt = item.history.attempts + 1;
        if (source instanceof VariableSource.Field field) {
            return fields.getOrDefault(field.apiName(), "");
        }
        if (source instanceof VariableSource.Text text) {
            return text.text();
        }
        return switch ((VariableSource.Known) source) {
            case CORRELATION -> new TaskKey(psr.id(), attempt).toString();
            case PSR_ID -> psr.id();
            case WORK_ITEM_ID -> psr.workItemId();
            case QUEUE_ID -> psr.queueId();
            case REQUEST_TIME -> psr.requestTime().toString();
            case PRIORITY -> psr.priority() == null ? "" : psr.priority().toString();
            case ATTEMPT -> Integer.toString(attempt);
            case REASON -> item.reason.text();
        };
    }

    /** Puts back in line what had been read but must not be submitted now; it is read again later. */
    private void putBack() {
        for (Item item : board.line.ready()) {
            if (!possible(item)) {
                steps.await(item, item.reason);
            }
        }
    }

    OptionalLong nextDeadline() {
        if (!possible()) {
            return OptionalLong.empty();
        }
        if (board.line.nextToSubmit().isPresent()) {
            return OptionalLong.of(board.pace.next(board.now));
        }
        if (board.line.nextToRead().isEmpty()) {
            return OptionalLong.empty();
        }
        long held = board.breaker.isOpen() ? board.breaker.nextProbe() : readAgainFrom;
        return held > board.now ? OptionalLong.of(held) : OptionalLong.empty();
    }

    /** What the fingerprint of the engine needs of this part. */
    String describe() {
        return failedReads + " " + (readAgainFrom > board.now);
    }
}
