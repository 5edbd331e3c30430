package io.connects.simulators.salesforce;

import io.connects.simulators.salesforce.StreamEvent.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The org's state and the only way to change it: records, event log, ledger and journal, on one thread. It outlives the servers. */
final class OrgCore implements AutoCloseable {
    private final OrgThread thread = new OrgThread();
    private final OrgOptions options;
    private final Schema schema;
    private final RecordStore store = new RecordStore();
    private final SoqlEvaluator soql;
    private final PushTopics topics;
    private final ChangeChannels channels;
    private final ChangeFeed changes;
    private final ReplayLog log;
    private final LedgerBook book = new LedgerBook();
    private final @Nullable Journal journal;
    private final List<Consumer<StreamEvent>> subscribers = new CopyOnWriteArrayList<>();

    OrgCore(OrgOptions options, OrgFaults faults) {
        this.options = options;
        schema = Schema.of(options.objects());
        soql = new SoqlEvaluator(schema, store);
        topics = new PushTopics(schema, store, soql);
        channels = new ChangeChannels(schema, store, soql);
        changes = new ChangeFeed(schema, store, soql, channels, faults, options.changesOfTransaction());
        log = new ReplayLog(options.replayEvents(), options.replayAge(), options.changeAge());
        var file = options.journal();
        journal = file == null ? null : thread.call(() -> Journal.open(file, this::replay));
    }

    private void replay(Entry entry) {
        if (entry instanceof Entry.Saved saved) {
            store.put(saved.row());
        } else if (entry instanceof Entry.Removed removed) {
            Row row = store.find(removed.type(), removed.id());
            if (row != null) {
                store.remove(row, removed.at());
            }
        } else if (entry instanceof Entry.Published published) {
            log.add(published.event());
        }
        book.apply(entry);
    }

    Schema schema() {
        return schema;
    }

    SoqlEvaluator soql() {
        return soql;
    }

    PushTopics topics() {
        return topics;
    }

    ChangeChannels channels() {
        return channels;
    }

    ReplayLog log() {
        return log;
    }

    Instant now() {
        return options.clock().instant();
    }

    /** Adds a receiver of every event once it is in the log, called on the org's thread. */
    void subscribe(Consumer<StreamEvent> subscriber) {
        subscribers.add(subscriber);
    }

    void unsubscribe(Consumer<StreamEvent> subscriber) {
        subscribers.remove(subscriber);
    }

    /** Runs one transaction: kept when {@code work} returns, undone when it throws. */
    <T extends @Nullable Object> T transact(Function<Transaction, T> work) {
        return thread.call(() -> {
            var transaction = new Transaction(store, schema, now());
            T result;
            try {
                result = work.apply(transaction);
            } catch (RuntimeException e) {
                transaction.rollback();
                throw e;
            }
            commit(transaction);
            return result;
        });
    }

    private void commit(Transaction transaction) {
        List<Draft> drafts = new ArrayList<>(topics.drafts(transaction.changes()));
        drafts.addAll(changes.drafts(transaction.changes(), transaction.now()));
        publish(transaction.entries(), drafts, transaction.now());
        transaction.afterwards().forEach(Runnable::run);
    }

    private void publish(List<Entry> before, List<Draft> drafts, Instant at) {
        List<StreamEvent> events =
                drafts.stream().map(draft -> draft.published(log.nextId(), at)).toList();
        var entries = new ArrayList<>(before);
        events.forEach(event -> entries.add(new Entry.Published(event.at(), event)));
        record(entries);
        for (StreamEvent event : events) {
            log.add(event);
            subscribers.forEach(subscriber -> subscriber.accept(event));
        }
    }

    /** Tells the channels of Change Data Capture that changes of an object were too many to tell. */
    void overflow(String object) {
        thread.call(() -> {
            publish(List.of(), changes.overflow(schema.require(object).name(), now()), now());
            return null;
        });
    }

    /** Keeps what happened without changing a record. */
    void note(Entry entry) {
        thread.call(() -> {
            record(List.of(entry));
            return null;
        });
    }

    /** A subscriber has these events; those that told of the end of a PSR matter to the ledger. */
    void delivered(List<Long> replayIds) {
        List<Long> ends = book.endsAmong(replayIds);
        if (!ends.isEmpty()) {
            record(List.of(new Entry.Delivered(now(), ends)));
        }
    }

    /** A subscriber has all events of this channel up to {@code replayId}. */
    void deliveredUpTo(String channel, long replayId) {
        delivered(log.after(channel, -2, now()).stream()
                .map(StreamEvent::replayId)
                .filter(id -> id <= replayId)
                .toList());
    }

    private void record(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        if (journal != null) {
            journal.append(entries);
        }
        entries.forEach(book::apply);
    }

    SalesforceLedger ledger() {
        return thread.call(() -> book.snapshot());
    }

    <T extends @Nullable Object> T call(java.util.function.Supplier<T> work) {
        return thread.call(work);
    }

    void execute(Runnable work) {
        thread.execute(work);
    }

    @Override
    public void close() {
        thread.call(() -> {
            if (journal != null) {
                journal.close();
            }
            return null;
        });
        thread.close();
    }
}
