package io.connects.finesse.routing;

import io.connects.finesse.FinesseListener;
import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.Fact;
import io.connects.finesse.message.Media;
import io.connects.finesse.message.User;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Writes what a session tells as lines for people, each with its time. What is of no interest to them, such as data of a call, gives none. */
final class WatchLines implements FinesseListener {
    private final Consumer<String> lines;
    private final InstantSource clock;
    private final Consumer<String> onStopped;

    /** @param onStopped is told why the session is over, after the line about it */
    WatchLines(Consumer<String> lines, InstantSource clock, Consumer<String> onStopped) {
        this.lines = lines;
        this.clock = clock;
        this.onStopped = onStopped;
    }

    @Override
    public void fact(Fact fact) {
        if (fact instanceof Fact.UserChanged user) {
            String before = user.before() == null ? "" : text(user.before());
            changed("agent " + name(user.now()), before, text(user.now()));
        } else if (fact instanceof Fact.DialogAdded dialog) {
            line(name(dialog.loginId(), dialog.now()) + ": " + dialog.now().state() + parties(dialog.now()));
        } else if (fact instanceof Fact.DialogChanged dialog) {
            changed(name(dialog.loginId(), dialog.now()), text(dialog.before()), text(dialog.now()));
        } else if (fact instanceof Fact.DialogRemoved dialog) {
            String disposition = dialog.last().mediaProperties().other("dispositionCode");
            line(name(dialog.loginId(), dialog.last()) + ": over" + (disposition.isEmpty() ? "" : ", " + disposition));
        } else if (fact instanceof Fact.MediaChanged media) {
            String before = media.before() == null ? "" : text(media.before());
            changed("media " + media.now().name() + " of " + media.loginId(), before, text(media.now()));
        }
    }

    @Override
    public void live(URI node, boolean moved) {
        line((moved ? "live: moved to " : "live: ") + node);
    }

    @Override
    public void stale(String why) {
        line("stale: " + why);
    }

    @Override
    public void missing(String what, String why) {
        line("cannot watch " + what + ": " + why);
    }

    @Override
    public void stopped(String why) {
        line("stopped: " + why);
        onStopped.accept(why);
    }

    private void changed(String what, String before, String now) {
        if (!now.equals(before)) {
            line(what + ": " + (before.isEmpty() ? "" : before + " -> ") + now);
        }
    }

    void line(String text) {
        lines.accept(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + text);
    }

    private static String name(User user) {
        String name = (user.firstName() + " " + user.lastName()).strip();
        return user.loginId() + (name.isEmpty() ? "" : " (" + name + ")");
    }

    private static String name(String loginId, Dialog dialog) {
        return (dialog.isTask() ? dialog.mediaType() + " task " : "call ") + dialog.id() + " of " + loginId;
    }

    private static String parties(Dialog dialog) {
        return dialog.isTask() ? "" : ", from " + dialog.fromAddress() + " to " + dialog.toAddress();
    }

    private static String text(User user) {
        var text = new StringBuilder(
                user.state().value().isEmpty() ? "unknown" : user.state().value());
        if (user.reason() != null) {
            text.append(" ")
                    .append(user.reason().code())
                    .append(" ")
                    .append(user.reason().label());
        }
        if (!user.pendingState().value().isEmpty()) {
            text.append(", then ").append(user.pendingState());
        }
        return text.toString().strip();
    }

    private static String text(Dialog dialog) {
        var text = new StringBuilder(dialog.state().value());
        if (!dialog.isTask()) {
            dialog.participants()
                    .forEach(party -> text.append(", ")
                            .append(party.mediaAddress())
                            .append(" ")
                            .append(party.state()));
        }
        return text.toString();
    }

    private static String text(Media media) {
        String routable = media.routable() == null ? "" : media.routable() ? ", routable" : ", not routable";
        return (media.state().value().isEmpty() ? "no skill" : media.state().value()) + routable;
    }
}
