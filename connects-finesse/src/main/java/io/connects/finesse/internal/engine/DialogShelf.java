package io.connects.finesse.internal.engine;

import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.DialogState;
import io.connects.finesse.message.Fact;
import io.connects.finesse.message.Participant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The calls and tasks of one agent. Not thread-safe. */
final class DialogShelf {
    /** How many ids of ended dialogs are kept against late news. */
    private static final int MOST_ENDED = 200;

    private final String loginId;
    private final Map<String, Dialog> dialogs = new LinkedHashMap<>();
    private final Map<String, Boolean> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_ENDED;
        }
    };

    DialogShelf(String loginId) {
        this.loginId = loginId;
    }

    List<Dialog> all() {
        return List.copyOf(dialogs.values());
    }

    boolean has(String id) {
        return dialogs.containsKey(id);
    }

    /** News of one dialog; what is older than what is known, or of a dialog that has ended, says nothing. */
    List<Fact> put(Dialog now) {
        Dialog before = dialogs.get(now.id());
        if (ended.containsKey(now.id()) || (before != null && isOlder(now, before))) {
            return List.of();
        }
        if (now.state().equals(DialogState.CLOSED)) {
            return remove(now);
        }
        dialogs.put(now.id(), now);
        if (before == null) {
            return List.of(new Fact.DialogAdded(loginId, now));
        }
        return before.equals(now) ? List.of() : List.of(new Fact.DialogChanged(loginId, before, now));
    }

    List<Fact> remove(Dialog last) {
        Dialog before = dialogs.remove(last.id());
        ended.put(last.id(), true);
        return before == null ? List.of() : List.of(new Fact.DialogRemoved(loginId, last));
    }

    /** All dialogs of a kind as they are now: others of it have ended unseen. */
    List<Fact> snapshot(List<Dialog> now, Predicate<Dialog> kind) {
        Set<String> ids = now.stream().map(Dialog::id).collect(Collectors.toSet());
        List<Fact> facts = new ArrayList<>();
        for (Dialog dialog : all()) {
            if (kind.test(dialog) && !ids.contains(dialog.id())) {
                facts.addAll(remove(dialog));
            }
        }
        for (Dialog dialog : now) {
            // What Finesse lists is there, whatever was told before.
            ended.remove(dialog.id());
            facts.addAll(put(dialog));
        }
        return facts;
    }

    /** Nothing can be done with tasks of an interrupted domain, but no notification says so of each. */
    List<Fact> withoutActions(String mrdId) {
        List<Fact> facts = new ArrayList<>();
        for (Dialog dialog : all()) {
            if (dialog.isTask() && dialog.mediaProperties().mediaId().equals(mrdId)) {
                facts.addAll(put(withoutActions(dialog)));
            }
        }
        return facts;
    }

    private static Dialog withoutActions(Dialog dialog) {
        return new Dialog(
                dialog.id(),
                dialog.state(),
                dialog.mediaType(),
                dialog.fromAddress(),
                dialog.toAddress(),
                dialog.secondaryId(),
                dialog.mediaProperties(),
                dialog.participants().stream()
                        .map(party -> new Participant(
                                party.mediaAddress(),
                                party.mediaAddressType(),
                                party.state(),
                                party.stateCause(),
                                party.startTime(),
                                party.stateChangeTime(),
                                Set.of(),
                                party.others()))
                        .toList(),
                dialog.others());
    }

    private static boolean isOlder(Dialog one, Dialog other) {
        Instant first = changed(one);
        Instant second = changed(other);
        return first.isBefore(second) && !first.equals(Instant.MIN);
    }

    /** When a party did something last; {@link Instant#MIN} when that is not told. */
    private static Instant changed(Dialog dialog) {
        return dialog.participants().stream()
                .map(Participant::stateChangeTime)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }
}
