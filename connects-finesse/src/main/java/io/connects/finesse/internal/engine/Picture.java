package io.connects.finesse.internal.engine;

import io.connects.finesse.message.AgentState;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.Dialogs;
import io.connects.finesse.message.Fact;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.MediaList;
import io.connects.finesse.message.MediaState;
import io.connects.finesse.message.Notification;
import io.connects.finesse.message.Payload;
import io.connects.finesse.message.Queue;
import io.connects.finesse.message.Team;
import io.connects.finesse.message.TeamMessage;
import io.connects.finesse.message.User;
import io.connects.finesse.request.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one session knows: users, and the calls, tasks and media of its own. News is taken when it is not older than what is known of the same object,
 * by the time of its state; what is missing is named, to be read. Not thread-safe.
 */
public final class Picture {
    private final String loginId;
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, Media> media = new LinkedHashMap<>();
    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private final DialogShelf dialogs;

    /** @param loginId whose session it is */
    public Picture(String loginId) {
        this.loginId = loginId;
        this.dialogs = new DialogShelf(loginId);
    }

    /**
     * What followed from news.
     *
     * @param reread paths that have to be read, because the news does not say everything
     */
    public record Change(List<Fact> facts, Set<String> reread) {
        private static final Change NONE = new Change(List.of(), Set.of());

        static Change of(List<Fact> facts) {
            return facts.isEmpty() ? NONE : new Change(facts, Set.of());
        }
    }

    /** Takes a notification. */
    public Change told(Notification notification) {
        Payload payload = notification.payload();
        if (payload instanceof User user) {
            return Change.of(user(user, false));
        }
        if (payload instanceof Dialog dialog) {
            return changed(dialog, notification.isRemoval());
        }
        if (payload instanceof Dialogs some) {
            List<Fact> facts = new ArrayList<>();
            some.dialogs()
                    .forEach(dialog ->
                            facts.addAll(notification.isRemoval() ? dialogs.remove(dialog) : dialogs.put(dialog)));
            return Change.of(facts);
        }
        if (payload instanceof Media one) {
            return media(one);
        }
        if (payload instanceof MediaList list) {
            return mediaList(list);
        }
        if (payload instanceof TeamMessage message) {
            return Change.of(List.of(new Fact.MessageToTeams(message)));
        }
        if (payload instanceof Team || payload instanceof Queue) {
            return read(payload);
        }
        return Change.of(List.of(new Fact.Other(notification)));
    }

    private Change changed(Dialog dialog, boolean isRemoval) {
        if (isRemoval) {
            return Change.of(dialogs.remove(dialog));
        }
        boolean isNew = !dialogs.has(dialog.id());
        List<Fact> facts = dialogs.put(dialog);
        // Its arrival was missed, so its end may have been missed too.
        return isNew && !facts.isEmpty() ? new Change(facts, Set.of(pathOf(dialog))) : Change.of(facts);
    }

    private String pathOf(Dialog dialog) {
        return dialog.isTask() ? Paths.tasks(loginId, dialog.mediaProperties().mediaId()) : Paths.dialogs(loginId);
    }

    /** Takes what was read of an object that is one: a user, a team, a queue, a domain or all domains. */
    public Change read(Payload payload) {
        if (payload instanceof User user) {
            return Change.of(user(user, true));
        }
        if (payload instanceof Team team) {
            List<Fact> facts = new ArrayList<>();
            team.users().forEach(user -> facts.addAll(user(user, false)));
            return Change.of(facts);
        }
        if (payload instanceof Queue queue) {
            Queue before = queues.put(queue.id(), queue);
            return queue.equals(before) ? Change.NONE : Change.of(List.of(new Fact.QueueChanged(before, queue)));
        }
        if (payload instanceof Media one) {
            return media(one);
        }
        return payload instanceof MediaList list ? mediaList(list) : Change.NONE;
    }

    /** Takes the calls, or the tasks of one domain, as they are now. */
    public Change readDialogs(Dialogs now, @Nullable String mrdId) {
        return Change.of(dialogs.snapshot(
                now.dialogs(),
                mrdId == null
                        ? dialog -> !dialog.isTask()
                        : dialog -> dialog.isTask()
                                && dialog.mediaProperties().mediaId().equals(mrdId)));
    }

    /** @param whole whether it says everything, and so may take away what is known */
    private List<Fact> user(User now, boolean whole) {
        User before = users.get(now.loginId());
        if (now.loginId().isEmpty() || now.state().value().isEmpty()) {
            return List.of();
        }
        if (before != null && isOlder(now.stateChangeTime(), before.stateChangeTime())) {
            return List.of();
        }
        if (before != null && !whole && now.stateChangeTime() == null && sameState(before, now)) {
            return List.of();
        }
        users.put(now.loginId(), now);
        return now.equals(before) ? List.of() : List.of(new Fact.UserChanged(before, now));
    }

    /** A team tells less of its users than a user does: what it adds to what is known is a state. */
    private static boolean sameState(User one, User other) {
        return one.state().equals(other.state())
                && (other.reason() == null || other.reason().equals(one.reason()))
                && (other.pendingState().equals(new AgentState(""))
                        || other.pendingState().equals(one.pendingState()));
    }

    private Change mediaList(MediaList list) {
        List<Fact> facts = new ArrayList<>();
        Set<String> reread = new LinkedHashSet<>();
        list.media().forEach(one -> {
            Change change = media(one);
            facts.addAll(change.facts());
            reread.addAll(change.reread());
        });
        return new Change(facts, reread);
    }

    private Change media(Media now) {
        Media before = media.get(now.id());
        if (before != null && isOlder(now.stateChangeTime(), before.stateChangeTime())) {
            return Change.NONE;
        }
        media.put(now.id(), now);
        if (now.equals(before)) {
            return Change.NONE;
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.MediaChanged(loginId, before, now));
        boolean wasInterrupted = before != null && before.state().equals(MediaState.INTERRUPTED);
        boolean isInterrupted = now.state().equals(MediaState.INTERRUPTED);
        if (isInterrupted && !wasInterrupted) {
            facts.addAll(dialogs.withoutActions(now.id()));
        }
        return new Change(facts, wasInterrupted == isInterrupted ? Set.of() : Set.of(Paths.tasks(loginId, now.id())));
    }

    private static boolean isOlder(@Nullable Instant now, @Nullable Instant before) {
        return now != null && before != null && now.isBefore(before);
    }

    /** Everybody known. */
    public Collection<User> users() {
        return Collections.unmodifiableCollection(users.values());
    }

    public @Nullable User user(String id) {
        return users.get(id);
    }

    public List<Dialog> dialogs() {
        return dialogs.all();
    }

    public Collection<Media> media() {
        return Collections.unmodifiableCollection(media.values());
    }
}
