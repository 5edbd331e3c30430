package io.connects.finesse.internal.engine;

import io.connects.finesse.message.AgentState;
import io.connects.finesse.message.Fact;
import io.connects.finesse.request.Paths;
import io.connects.finesse.request.Request;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent has signed in to by a session, to be done again on another node: the settings of media live on one node, and the node that was left
 * signs its agents out when it notices, up to three minutes later. Not thread-safe.
 */
public final class SignIns {
    private static final long LATE = Duration.ofSeconds(200).toNanos();

    private final String loginId;
    private final Map<String, Request> signedIn = new LinkedHashMap<>();
    private long movedAt;
    private boolean expectsLogout;

    public SignIns(String loginId) {
        this.loginId = loginId;
    }

    /** A request of the session that has happened. */
    public void done(Request request) {
        String state = request.body().childText("state");
        boolean isOurs =
                request.path().equals(Paths.user(loginId)) || request.path().startsWith(Paths.media(loginId) + "/");
        if (isOurs && state.equals("LOGIN")) {
            signedIn.put(request.path(), request);
        } else if (isOurs && state.equals("LOGOUT")) {
            signedIn.remove(request.path());
            if (request.body().childText("logoutAllMedia").equals("true")) {
                signedIn.clear();
            }
        }
    }

    /** Media to sign in to again, now that another node is used. */
    public List<Request> moved(long now) {
        movedAt = now;
        expectsLogout = true;
        return signedIn.values().stream()
                .filter(request -> !request.path().equals(Paths.user(loginId)))
                .toList();
    }

    /** The sign-in to repeat, when this is the late logout of the node that was left; once for each move. */
    public Optional<Request> lateLogout(Fact fact, long now) {
        boolean isLogout = fact instanceof Fact.UserChanged changed
                && changed.before() != null
                && changed.now().loginId().equals(loginId)
                && changed.now().state().equals(AgentState.LOGOUT);
        if (!expectsLogout || !isLogout || now - movedAt > LATE) {
            return Optional.empty();
        }
        expectsLogout = false;
        return Optional.ofNullable(signedIn.get(Paths.user(loginId)));
    }
}
