package io.connects.simulators.salesforce;

import io.connects.simulators.salesforce.SalesforceLedger.Duplicate;
import io.connects.simulators.salesforce.SalesforceLedger.Ending;
import io.connects.simulators.salesforce.SalesforceLedger.PsrAccount;
import io.connects.simulators.salesforce.SalesforceLedger.Refusal;
import io.connects.simulators.salesforce.SalesforceLedger.WorkAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the ledger from entries, live and replayed alike. Confined to the org's thread. */
final class LedgerBook {
    /** Causes of changes; those that delete a PSR say why. */
    static final String ACCEPTED = "accepted";

    static final String WITHDRAWN = "withdrawn";
    static final String TRANSFERRED = "transferred";

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Set<String> ACTIVE = Set.of("Assigned", "Opened");

    private static final class PsrPage {
        final Instant created;
        Row latest;

        @Nullable
        Instant ended;

        @Nullable
        Ending ending;

        @Nullable
        Instant known;

        PsrPage(Instant created, Row row) {
            this.created = created;
            latest = row;
        }
    }

    private static final class WorkPage {
        Row latest;
        final Map<String, Instant> statuses = new LinkedHashMap<>();

        WorkPage(Row row) {
            latest = row;
        }
    }

    private final Map<String, PsrPage> psrs = new LinkedHashMap<>();
    private final Map<String, WorkPage> works = new LinkedHashMap<>();
    /** The works Assigned or Opened, by their PSR and by their item: ids of different objects never meet. */
    private final RowIndex activeByPsr =
            new RowIndex(row -> isActive(row) ? row.text("PendingServiceRoutingId") : null);

    private final RowIndex activeByItem = new RowIndex(row -> isActive(row) ? row.text("WorkItemId") : null);
    private final Map<Long, List<String>> deleteEvents = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Duplicate> duplicates = new ArrayList<>();
    private int fenced;

    void apply(Entry entry) {
        if (entry instanceof Entry.Saved saved) {
            switch (saved.row().type()) {
                case "PendingServiceRouting" ->
                    psrs.computeIfAbsent(saved.row().id(), id -> new PsrPage(saved.at(), saved.row())).latest =
                            saved.row();
                case "AgentWork" -> work(saved);
                default -> {
                    // the ledger is about assignments only
                }
            }
        } else if (entry instanceof Entry.Removed removed) {
            removed(removed);
        } else if (entry instanceof Entry.Published published) {
            published(published.event());
        } else if (entry instanceof Entry.Delivered delivered) {
            delivered.replayIds().forEach(id -> delivered(id, delivered.at()));
        } else if (entry instanceof Entry.Refused refused) {
            refused(refused);
        } else if (entry instanceof Entry.Fenced) {
            fenced++;
        }
    }

    private void published(StreamEvent event) {
        List<String> ended =
                event.recordIds().stream().filter(psrs::containsKey).toList();
        if (event.tellsOfDeletion() && !ended.isEmpty()) {
            deleteEvents.put(event.replayId(), ended);
        }
    }

    private void work(Entry.Saved saved) {
        Row row = saved.row();
        if (saved.created()) {
            twoActive(row, saved.at());
        }
        WorkPage known = works.get(row.id());
        index(known == null ? null : known.latest, row);
        WorkPage page = works.computeIfAbsent(row.id(), id -> new WorkPage(row));
        page.latest = row;
        String status = Objects.requireNonNull(row.text("Status"), "Status");
        page.statuses.putIfAbsent(status, saved.at());
    }

    private static boolean isActive(Row work) {
        return ACTIVE.contains(text(work, "Status"));
    }

    private void index(@Nullable Row before, @Nullable Row after) {
        activeByPsr.replace(before, after);
        activeByItem.replace(before, after);
    }

    private void twoActive(Row row, Instant at) {
        Row other = activeFor(text(row, "PendingServiceRoutingId"), text(row, "WorkItemId"));
        if (other != null) {
            duplicates.add(new Duplicate(
                    at,
                    Duplicate.Kind.TWO_ACTIVE,
                    text(row, "PendingServiceRoutingId"),
                    text(row, "WorkItemId"),
                    row.id() + " for " + text(row, "UserId") + " was created while " + other.id() + " for "
                            + text(other, "UserId") + " was " + text(other, "Status")));
        }
    }

    private @Nullable Row activeFor(String psrId, String workItemId) {
        List<Row> rows = activeByPsr.get(psrId);
        rows = rows.isEmpty() ? activeByItem.get(workItemId) : rows;
        return rows.isEmpty() ? null : rows.get(0);
    }

    private void removed(Entry.Removed removed) {
        WorkPage work = works.get(removed.id());
        if (work != null) {
            index(work.latest, null);
        }
        PsrPage page = psrs.get(removed.id());
        if (page != null) {
            page.ended = removed.at();
            page.ending = switch (removed.cause()) {
                case ACCEPTED -> Ending.ACCEPTED;
                case WITHDRAWN -> Ending.WITHDRAWN;
                case TRANSFERRED -> Ending.TRANSFERRED;
                default -> Ending.DELETED;
            };
        }
    }

    private void delivered(long replayId, Instant at) {
        for (String psrId : deleteEvents.getOrDefault(replayId, List.of())) {
            PsrPage page = psrs.get(psrId);
            if (page != null && page.known == null) {
                page.known = at;
            }
        }
    }

    private void refused(Entry.Refused refused) {
        PsrPage psr = psrs.get(refused.psrId());
        boolean afterEnd = psr != null && psr.ended != null;
        refusals.add(new Refusal(
                refused.at(),
                refused.code(),
                refused.message(),
                refused.psrId(),
                refused.workItemId(),
                refused.userId(),
                afterEnd));
        Row other = activeFor(refused.psrId(), refused.workItemId());
        if (other != null) {
            duplicates.add(new Duplicate(
                    refused.at(),
                    Duplicate.Kind.SECOND_REFUSED,
                    refused.psrId(),
                    refused.workItemId(),
                    "a create for " + refused.userId() + " was refused (" + refused.code() + ") while " + other.id()
                            + " was " + text(other, "Status")));
        }
        if (psr != null
                && psr.ending == Ending.WITHDRAWN
                && psr.known != null
                && Duration.between(psr.known, refused.at()).compareTo(GRACE) > 0) {
            duplicates.add(new Duplicate(
                    refused.at(),
                    Duplicate.Kind.OFFERED_AFTER_WITHDRAWAL,
                    refused.psrId(),
                    refused.workItemId(),
                    "withdrawn at " + psr.ended + ", known at " + psr.known + ", offered to " + refused.userId()));
        }
    }

    /** Those of the given events that told of a PSR's end for the first time. */
    List<Long> endsAmong(List<Long> replayIds) {
        return replayIds.stream()
                .filter(id -> deleteEvents.getOrDefault(id, List.of()).stream().anyMatch(this::isUnknownEnd))
                .toList();
    }

    private boolean isUnknownEnd(String psrId) {
        PsrPage page = psrs.get(psrId);
        return page != null && page.known == null;
    }

    private static String text(Row row, String field) {
        return Objects.requireNonNullElse(row.text(field), "");
    }

    SalesforceLedger snapshot() {
        List<PsrAccount> psrAccounts = new ArrayList<>();
        psrs.forEach((id, page) -> psrAccounts.add(new PsrAccount(
                id,
                text(page.latest, "WorkItemId"),
                text(page.latest, "GroupId"),
                page.created,
                page.latest.is("IsReadyForRouting"),
                page.latest.is("IsPushed"),
                Optional.ofNullable(page.ended),
                Optional.ofNullable(page.ending),
                Optional.ofNullable(page.known))));
        List<WorkAccount> workAccounts = new ArrayList<>();
        works.forEach((id, page) -> workAccounts.add(new WorkAccount(
                id,
                text(page.latest, "PendingServiceRoutingId"),
                text(page.latest, "WorkItemId"),
                text(page.latest, "UserId"),
                java.util.Collections.unmodifiableMap(new LinkedHashMap<>(page.statuses)))));
        return new SalesforceLedger(psrAccounts, workAccounts, refusals, duplicates, fenced);
    }
}
