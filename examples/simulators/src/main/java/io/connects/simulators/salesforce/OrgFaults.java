package io.connects.simulators.salesforce;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What goes wrong in the org, by switch. Counts run down as faults happen; zero or {@code false} takes a fault back. Thread-safe. */
public final class OrgFaults {
    /** REST operations whose answers can be delayed. */
    public enum Operation {
        /** The OAuth token request. */
        TOKEN,
        /** Queries and their further pages. */
        QUERY,
        /** Reading records, describes, limits and versions. */
        RETRIEVE,
        /** Creating a record. */
        CREATE,
        /** Changing or deleting a record. */
        CHANGE,
        /** Composite and batch requests. */
        COMPOSITE
    }

    /** A refusal to give instead of an answer. */
    record Refusal(String code, String message) {}

    private final Map<Operation, Duration> delays = new ConcurrentHashMap<>();
    private final Count refusedCreates = new Count();
    private volatile Refusal createRefusal = new Refusal("", "");
    private final Count cutAnswers = new Count();
    private final Count html = new Count();
    private final AtomicInteger htmlStatus = new AtomicInteger(503);
    private final Count refusedTokens = new Count();
    private volatile Refusal tokenRefusal = new Refusal("", "");
    private final Count deniedHandshakes = new Count();
    private volatile String denialReason = "";
    private final Count dropped = new Count();
    private final Count duplicated = new Count();
    private final Count reordered = new Count();
    private final Count gaps = new Count();
    private final Count raw = new Count();
    private volatile RawAnswer rawAnswer = RawAnswer.empty(503);
    private volatile boolean readOnly;

    private final Map<String, String> refusedChannels = new ConcurrentHashMap<>();

    private enum Trigger {
        WORKS,
        FAILS,
        FAILS_TOGETHER
    }

    private final Map<String, String> validations = new ConcurrentHashMap<>();
    private final Count locks = new Count();
    private final Count trickled = new Count();
    private final Count torn = new Count();
    private final Count trickledStreaming = new Count();
    private final Count tornStreaming = new Count();
    private volatile Trigger trigger = Trigger.WORKS;
    private volatile Duration tricklePause = Duration.ZERO;
    private volatile Duration streamingPause = Duration.ZERO;
    private final Count misleading = new Count();
    private volatile @Nullable String streamingRefusal;
    private volatile boolean eventLimit;
    private volatile Runnable sessionsEnd = () -> {};
    private volatile Runnable connectsEnd = () -> {};
    private volatile Runnable oblivion = () -> {};

    OrgFaults() {}

    /** What happens at once when a fault of streaming is switched on: sessions end, held connects are answered, events are forgotten. */
    void streaming(Runnable endSessions, Runnable endConnects, Runnable forgetEvents) {
        sessionsEnd = endSessions;
        connectsEnd = endConnects;
        oblivion = forgetEvents;
    }

    /** Refuses every handshake with this failureReason and ends the running sessions, until {@link #allowStreaming()}. */
    public void refuseStreaming(String reason) {
        streamingRefusal = reason;
        sessionsEnd.run();
    }

    /** Takes back {@link #refuseStreaming}. */
    public void allowStreaming() {
        streamingRefusal = null;
    }

    /** Refuses subscriptions to a channel with this error, for example {@code 403::Subscription limit exceeded for this topic}. */
    public void refuseSubscriptions(String channel, String error) {
        refusedChannels.put(channel, error);
    }

    /** Takes back {@link #refuseSubscriptions}. */
    public void allowSubscriptions(String channel) {
        refusedChannels.remove(channel);
    }

    /** Refuses handshakes and connects because of the day's events, and delivers none, until taken back. Events are retained all the same. */
    public void exceedDailyEvents(boolean on) {
        eventLimit = on;
        if (on) {
            connectsEnd.run();
        }
    }

    /** Refuses the next {@code count} handshakes as unauthenticated, though the reason is {@code 503::Server is too busy}. */
    public void misleadHandshakes(int count) {
        misleading.set(count);
    }

    /**
     * Makes a trigger on AgentWork fail until taken back: creates are refused with CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, in a collection all of
     * them.
     *
     * @param onlyTogether whether it fails only for requests with more than one AgentWork
     */
    public void failTrigger(boolean on, boolean onlyTogether) {
        trigger = !on ? Trigger.WORKS : onlyTogether ? Trigger.FAILS_TOGETHER : Trigger.FAILS;
    }

    /** Refuses AgentWorks for a queue's items with FIELD_CUSTOM_VALIDATION_EXCEPTION and this message; an empty one takes that back. */
    public void validateQueue(String queueId, String message) {
        if (message.isEmpty()) {
            validations.remove(SalesforceId.of18(queueId));
        } else {
            validations.put(SalesforceId.of18(queueId), message);
        }
    }

    /** Refuses the next {@code count} writes of records with UNABLE_TO_LOCK_ROW. */
    public void lockRows(int count) {
        locks.set(count);
    }

    /** Sends the bodies of the next {@code count} REST answers in eight pieces with this pause between them. */
    public void trickleAnswers(int count, Duration pause) {
        tricklePause = pause;
        trickled.set(count);
    }

    /** Ends the connection in the middle of the bodies of the next {@code count} REST answers; what was asked for is done. */
    public void tearAnswers(int count) {
        torn.set(count);
    }

    /** Ends the connection in the middle of the answers to the next {@code count} streaming requests, which are lost. */
    public void tearStreaming(int count) {
        tornStreaming.set(count);
    }

    /** Answers the next {@code count} streaming requests, which are lost, with 503 and a page in eight pieces with this pause between them. */
    public void trickleStreaming(int count, Duration pause) {
        streamingPause = pause;
        trickledStreaming.set(count);
    }

    /** Lets every retained event expire: replay ids given out so far become invalid. */
    public void forgetEvents() {
        oblivion.run();
    }

    /** Answers this operation late by {@code delay}; what it does is done at once. */
    public void delayAnswers(Operation operation, Duration delay) {
        delays.put(operation, delay);
    }

    /** Refuses the next {@code count} AgentWork creates with this code. */
    public void refuseCreates(int count, String code, String message) {
        createRefusal = new Refusal(code, message);
        refusedCreates.set(count);
    }

    /** Closes the connection instead of answering the next {@code count} AgentWork creates, which do happen. */
    public void cutAnswersOfCreates(int count) {
        cutAnswers.set(count);
    }

    /** Answers the next {@code count} REST and streaming requests with this status and a page of HTML, as an edge server does. */
    public void answerWithHtml(int count, int status) {
        htmlStatus.set(status);
        html.set(count);
    }

    /** Answers the next {@code count} REST requests with these bytes, and does nothing else for them. */
    public void answerRest(int count, RawAnswer answer) {
        rawAnswer = answer;
        raw.set(count);
    }

    /** Refuses every write, as an org in read-only maintenance does. */
    public void readOnly(boolean on) {
        readOnly = on;
    }

    /** Refuses the next {@code count} token requests with this OAuth error. */
    public void refuseTokens(int count, String error, String description) {
        tokenRefusal = new Refusal(error, description);
        refusedTokens.set(count);
    }

    /** Denies the next {@code count} handshakes with this failureReason, for example {@code 503::Server is too busy}. */
    public void denyHandshakes(int count, String failureReason) {
        denialReason = failureReason;
        deniedHandshakes.set(count);
    }

    /** Does not deliver the next {@code count} events that somebody subscribed to, which are retained all the same. */
    public void dropEvents(int count) {
        dropped.set(count);
    }

    /** Delivers the next {@code count} events twice. */
    public void duplicateEvents(int count) {
        duplicated.set(count);
    }

    /** Holds back each of the next {@code count} events until another event of its channel was delivered. */
    public void reorderEvents(int count) {
        reordered.set(count);
    }

    /** Tells of the next {@code count} changes by events of Change Data Capture without fields, GAP_CREATE and so on. */
    public void gapChanges(int count) {
        gaps.set(count);
    }

    Duration delay(Operation operation) {
        return delays.getOrDefault(operation, Duration.ZERO);
    }

    Optional<Refusal> nextCreateRefusal() {
        return refusedCreates.take() ? Optional.of(createRefusal) : Optional.empty();
    }

    Optional<Refusal> nextTokenRefusal() {
        return refusedTokens.take() ? Optional.of(tokenRefusal) : Optional.empty();
    }

    boolean nextAnswerIsCut() {
        return cutAnswers.take();
    }

    /** The status of the HTML page to answer with, 0 for none. */
    int nextHtmlStatus() {
        return html.take() ? htmlStatus.get() : 0;
    }

    Optional<RawAnswer> nextRawAnswer() {
        return raw.take() ? Optional.of(rawAnswer) : Optional.empty();
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** The refusal of the next handshake by a client whose token is good or not. */
    Optional<StreamRefusal> nextHandshakeRefusal() {
        String refused = streamingRefusal;
        if (refused != null) {
            return Optional.of(StreamRefusal.handshake(refused));
        }
        if (eventLimit) {
            return Optional.of(StreamRefusal.EVENT_LIMIT);
        }
        if (misleading.take()) {
            return Optional.of(StreamRefusal.MISLEADING);
        }
        return nextDenial().map(StreamRefusal::handshake);
    }

    /** Whether the trigger fails for a request with so many AgentWorks. */
    boolean triggerFails(long works) {
        return trigger == Trigger.FAILS || (trigger == Trigger.FAILS_TOGETHER && works > 1);
    }

    Optional<String> validation(String queueId) {
        return Optional.ofNullable(validations.get(queueId));
    }

    boolean nextWriteIsLocked() {
        return locks.take();
    }

    boolean nextAnswerIsTorn() {
        return torn.take();
    }

    Optional<Duration> nextTrickle() {
        return trickled.take() ? Optional.of(tricklePause) : Optional.empty();
    }

    boolean nextStreamingIsTorn() {
        return tornStreaming.take();
    }

    Optional<Duration> nextStreamingTrickle() {
        return trickledStreaming.take() ? Optional.of(streamingPause) : Optional.empty();
    }

    Optional<String> subscriptionRefusal(String channel) {
        return Optional.ofNullable(refusedChannels.get(channel));
    }

    boolean isEventLimitExceeded() {
        return eventLimit;
    }

    private Optional<String> nextDenial() {
        return deniedHandshakes.take() ? Optional.of(denialReason) : Optional.empty();
    }

    boolean nextChangeIsGap() {
        return gaps.take();
    }

    boolean nextEventIsDropped() {
        return dropped.take();
    }

    boolean nextEventIsDuplicated() {
        return duplicated.take();
    }

    boolean nextEventIsHeldBack() {
        return reordered.take();
    }

    private static final class Count {
        private final AtomicInteger left = new AtomicInteger();

        void set(int count) {
            if (count < 0) {
                throw new IllegalArgumentException("count: must not be negative");
            }
            left.set(count);
        }

        boolean take() {
            return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }
}
