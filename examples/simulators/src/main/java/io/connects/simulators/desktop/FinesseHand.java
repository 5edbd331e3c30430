package io.connects.simulators.desktop;

import io.connects.core.http.ClientResources;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.message.MediaSignIn;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Agents' hands at Cisco through Finesse, as an agent's desktop has them: each agent has a session of their own at a server or a pair, signs in to
 * voice and to one media routing domain, is ready there, and stays so over lost connections and over a move to the other node. An action that met
 * such a loss is done after it. Thread-safe; no method blocks. All agents run on the caller's threads and connections.
 *
 * <p>Task ids are {@code day:key:sequence}; in Finesse the same has underscores.
 */
public final class FinesseHand implements CiscoHand, AutoCloseable {
    private final Domain domain;
    private final ClientResources resources;
    private final Map<Integer, FinesseDesk> desks = new ConcurrentHashMap<>();
    private final Map<String, FinesseDesk> deskOf = new ConcurrentHashMap<>();

    /**
     * Where tasks come from.
     *
     * @param mrdId the media routing domain
     * @param tasksAtOnce how many tasks an agent takes at once, 1 to 10
     * @param correlationVariable the variable that joins task and agent work
     */
    public record Domain(int mrdId, int tasksAtOnce, String correlationVariable) {
        public Domain {
            Objects.requireNonNull(correlationVariable, "correlationVariable");
        }

        /** Interrupts are taken, and open tasks end with the agent's sign-out. */
        MediaSignIn signIn() {
            return new MediaSignIn(tasksAtOnce, MediaSignIn.InterruptAction.ACCEPT, MediaSignIn.LogoutAction.CLOSE);
        }
    }

    /** A hand without agents. */
    public FinesseHand(Domain domain, ClientResources resources) {
        this.domain = Objects.requireNonNull(domain, "domain");
        this.resources = Objects.requireNonNull(resources, "resources");
    }

    /**
     * Adds an agent, who signs in with {@link #open()}.
     *
     * @param extension the telephone to sign in with
     * @param session as whom, and where; must watch its own media
     */
    public void add(int skillTargetId, String extension, FinesseOptions session) {
        FinesseDesk desk = new FinesseDesk(skillTargetId, extension, session, domain, resources);
        if (desks.putIfAbsent(skillTargetId, desk) != null) {
            throw new IllegalArgumentException("skillTargetId: agent " + skillTargetId + " is there already");
        }
        desk.onOffered(offered -> deskOf.put(offered.taskId(), desk));
        desk.onEnded(ended -> deskOf.remove(ended.taskId(), desk));
    }

    /** Signs everybody in who was added; completes when all are ready for tasks. */
    public CompletableFuture<Void> open() {
        return CompletableFuture.allOf(
                desks.values().stream().map(FinesseDesk::open).toArray(CompletableFuture[]::new));
    }

    /** Where an agent is: the words in which the agent's session knows state and routable, such as {@code READY, routable}. */
    public String known(int skillTargetId) {
        return desk(skillTargetId).known();
    }

    @Override
    public void onOffered(int skillTargetId, Consumer<Offered> listener) {
        desk(skillTargetId).onOffered(listener);
    }

    @Override
    public void onEnded(int skillTargetId, Consumer<Ended> listener) {
        desk(skillTargetId).onEnded(listener);
    }

    @Override
    public CompletableFuture<Boolean> accept(String taskId) {
        FinesseDesk desk = deskOf.get(taskId);
        return desk == null ? CompletableFuture.completedFuture(false) : desk.accept(taskId);
    }

    @Override
    public CompletableFuture<Boolean> start(String taskId) {
        FinesseDesk desk = deskOf.get(taskId);
        return desk == null ? CompletableFuture.completedFuture(false) : desk.start(taskId);
    }

    /** Wraps a started task up and closes it. */
    @Override
    public CompletableFuture<Boolean> end(String taskId) {
        FinesseDesk desk = deskOf.get(taskId);
        return desk == null ? CompletableFuture.completedFuture(false) : desk.end(taskId);
    }

    @Override
    public CompletableFuture<Boolean> setRoutable(int skillTargetId, boolean routable) {
        FinesseDesk desk = desks.get(skillTargetId);
        return desk == null ? CompletableFuture.completedFuture(false) : desk.setRoutable(routable);
    }

    /** Ends all sessions; agents stay signed in. Actions under way fail. */
    @Override
    public void close() {
        desks.values().forEach(FinesseDesk::close);
    }

    private FinesseDesk desk(int skillTargetId) {
        FinesseDesk desk = desks.get(skillTargetId);
        if (desk == null) {
            throw new IllegalArgumentException("skillTargetId: no agent has the skill target id " + skillTargetId);
        }
        return desk;
    }
}
