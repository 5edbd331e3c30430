package io.connects.simulators.finesse;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What agents are in the media routing domains. The task side is told of everything. Guarded by the pair's monitor. */
final class Media {
    private final PairCore core;
    private final @Nullable MediaSeats seats;

    Media(PairCore core) {
        this.core = core;
        seats = core.options.seats;
        core.agents().forEach(this::furnish);
    }

    /** Gives an agent every domain. */
    void furnish(Agent agent) {
        core.options.media.forEach(domain -> agent.media.put(domain.id(), new AgentMedia(agent, domain, core.now())));
    }

    /** As a pair starts, the agent is signed in nowhere. */
    void vacate(Agent agent) {
        if (seats != null) {
            seats.vacate(agent.config.skillTargetId());
        }
    }

    void ask(Request request, AgentMedia media, MediaChange change) {
        var address = new Confirmations.Address(media.node(), media.uri(), media.domain.id());
        core.confirmations.await(request, address, () -> perform(request, media, change));
    }

    private void perform(Request request, AgentMedia media, MediaChange change) {
        if (change.state() == MediaState.LOGIN && change.settings() != null) {
            signIn(request, media, change.settings());
            return;
        }
        if (!media.signedIn) {
            throw new Refused(AsyncError.AGENT_NOT_LOGGED_IN);
        }
        if (change.state() == MediaState.LOGOUT) {
            signOut(media, change.reason(), request.id());
            return;
        }
        if (change.state() == MediaState.READY && media.ready && change.routable() == null) {
            return; // ignored, and nobody is told
        }
        if (change.state() == MediaState.NOT_READY && media.any(TaskState.OFFERED)) {
            throw new Refused(AsyncError.TASK_SENT_RECENTLY);
        }
        if (change.state() != null) {
            media.ready = change.state() == MediaState.READY;
            media.routable = media.ready || media.routable;
            media.reason = change.reason();
            seat(at -> at.setReady(skill(media), media.domain.id(), media.ready));
        }
        if (change.routable() != null) {
            media.routable = change.routable();
            seat(at -> at.setRoutable(skill(media), media.domain.id(), media.routable));
        }
        tell(media, request.id());
    }

    private void signIn(Request request, AgentMedia media, AgentMedia.Settings settings) {
        media.settings(request.side(), settings);
        core.ledger.signedIn(request.side(), media.agent.id(), media.domain.id());
        if (media.signedIn) {
            throw new Refused(AsyncError.ALREADY_LOGGED_IN);
        }
        if (!seat(at -> at.signIn(skill(media), media.domain.id()))) {
            throw new Refused(AsyncError.AGENT_NOT_FOUND);
        }
        media.signedIn = true;
        media.ready = false;
        media.routable = true;
        media.reason = Reason.NONE;
        tell(media, request.id());
    }

    private void signOut(AgentMedia media, Reason reason, String requestId) {
        boolean transfers = media.lastSet.dialogLogoutAction().equals("TRANSFER");
        String disposition = transfers ? "CD_TASK_TRANSFERRED_ON_AGENT_LOGOUT" : "CD_AGENT_LOGGED_OUT_DURING_DIALOG";
        List.copyOf(media.tasks).forEach(task -> core.tasks.close(task, disposition));
        media.signedIn = false;
        media.ready = false;
        media.routable = false;
        media.interrupted = false;
        media.reason = reason;
        seat(at -> at.signOut(skill(media), media.domain.id()));
        tell(media, requestId);
    }

    void leaveAll(Agent agent, String requestId) {
        agent.media.values().stream()
                .filter(media -> media.signedIn)
                .forEach(media -> signOut(media, agent.reason, requestId));
    }

    /** A task was not started in time: the agent gets no more until somebody says so. */
    void ranOut(AgentMedia media) {
        media.routable = false;
        tell(media, "");
    }

    /** CCE interrupts what an agent does in a domain, or gives it back. Only the domain's node is told, not the dialogs'. */
    void interrupt(AgentMedia media, boolean on) {
        if (media.signedIn && media.interrupted != on) {
            media.interrupted = on;
            tell(media, "");
        }
    }

    /** A call begins or ends: it interrupts the domains that allow it. */
    void onCall(Agent agent, boolean on) {
        agent.media.values().stream()
                .filter(media -> media.domain.interruptible()
                        && media.lastSet.interruptAction().equals("ACCEPT"))
                .filter(media -> !on || !media.tasks.isEmpty())
                .forEach(media -> interrupt(media, on));
    }

    void tell(AgentMedia media, String requestId) {
        MediaState state = media.state();
        if (state != media.told) {
            core.ledger.changed(media.agent.id(), media.domain.id(), media.told, state, media.reason);
            media.told = state;
            media.stateChangeTime = core.now();
        }
        for (FinesseSide side : FinesseSide.values()) {
            if (core.faults.isInService(side)) {
                core.publisher.publish(
                        side,
                        new Notification(
                                media.node(),
                                Notification.Event.PUT,
                                media.uri(),
                                MediaXml.write("media", media, side),
                                requestId));
            }
        }
    }

    private interface At {
        boolean does(MediaSeats seats);
    }

    private boolean seat(At action) {
        return seats == null || action.does(seats);
    }

    private static int skill(AgentMedia media) {
        return media.agent.config.skillTargetId();
    }

    static Optional<AgentMedia> of(Agent agent, int mrdId) {
        return Optional.ofNullable(agent.media.get(mrdId));
    }
}
