package io.connects.simulators.finesse;

import io.connects.core.Secret;
import io.connects.simulators.network.ServerKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Two Finesse nodes on loopback that share their agents: REST over HTTPS, and notifications over WebSocket and BOSH. Agents, calls and tasks are
 * the pair's; what an agent sets when signing in to a media routing domain is kept by the node that was asked. Drive it with the methods here,
 * watch it with {@link #ledger()}, break it with {@link #faults()}. Thread-safe; no method but {@link #start()} and {@link #close()} waits.
 */
public final class FinessePair implements AutoCloseable {
    private final PairCore core;
    private final ScheduledExecutorService scheduler;
    private final boolean ownScheduler;
    private final ServerKeys keys;
    private final FinesseNode a;
    private final FinesseNode b;
    private final Path authority;

    /** A pair that does not listen yet. */
    public FinessePair(FinesseOptions options) {
        ScheduledExecutorService given = options.scheduler;
        ownScheduler = given == null;
        scheduler = given == null ? newScheduler() : given;
        core = new PairCore(options, scheduler);
        keys = new ServerKeys("Simulated Finesse authority", options.host);
        authority = keys.writeAuthority();
        var api = new RestApi(options);
        var systemInfo = new SystemInfo(core, addresses());
        a = new FinesseNode(core, FinesseSide.A, keys, api, systemInfo);
        b = new FinesseNode(core, FinesseSide.B, keys, api, systemInfo);
        core.faults.operations(new PairOperations(core, this::node, systemInfo));
        synchronized (core) {
            core.tasks.open();
        }
    }

    private NodeAddresses addresses() {
        return new NodeAddresses() {
            @Override
            public int restPort(FinesseSide side) {
                return node(side).ports().rest();
            }

            @Override
            public int notificationPort(FinesseSide side) {
                return node(side).ports().notification();
            }
        };
    }

    private static ScheduledExecutorService newScheduler() {
        var executor = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "finesse-pair");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /** Starts both nodes; does nothing for one that listens. */
    public FinessePair start() {
        a.start();
        b.start();
        if (core.options.sso != null) {
            core.options.sso.register(
                    List.of(a.rest().resolve(SsoServlet.AUTHCODE), b.rest().resolve(SsoServlet.AUTHCODE)));
        }
        return this;
    }

    /** Stops both nodes and ends every thread that the pair started. */
    @Override
    public void close() {
        a.stop();
        b.stop();
        keys.forget(authority);
        if (ownScheduler) {
            scheduler.shutdownNow();
        }
    }

    /** A node. */
    public FinesseNode node(FinesseSide side) {
        return side == FinesseSide.A ? a : b;
    }

    /** The primary node. */
    public FinesseNode a() {
        return a;
    }

    /** The secondary node. */
    public FinesseNode b() {
        return b;
    }

    /** The certificate, as a PEM file, of the authority that clients have to trust; made anew for every pair, gone with it. */
    public Path authorityPem() {
        return authority;
    }

    /** The SHA-256 of the servers' public key, in Base64: what a browser can be told to trust. */
    public String publicKeyPin() {
        return keys.publicKeyPin();
    }

    /** The domain of agents' addresses. */
    public String xmppDomain() {
        return core.options.xmppDomain;
    }

    /** The domain of the notification nodes. */
    public String pubSubDomain() {
        return core.options.pubSubDomain;
    }

    /** An agent's password, a fixture that guards nothing. */
    public Secret password(String loginId) {
        return agent(loginId).config.password();
    }

    /** A new access token of an agent, good for Bearer and as a password of XMPP until {@link #expireTokens()}. */
    public Secret accessToken(String loginId) {
        synchronized (core) {
            return Secret.of(core.credentials.issue(agent(loginId)));
        }
    }

    /** Makes every access token issued so far invalid. */
    public void expireTokens() {
        synchronized (core) {
            core.credentials.expire();
        }
    }

    /** What can go wrong. */
    public FinesseFaults faults() {
        return core.faults;
    }

    /** What happened so far. */
    public FinesseLedger ledger() {
        synchronized (core) {
            return core.ledger.read();
        }
    }

    /** Adds an agent of a team that is configured while the pair runs, as somebody is who was created at Cisco meanwhile. */
    public void add(FinesseAgent agent) {
        synchronized (core) {
            core.add(agent);
        }
    }

    /** An agent's state at the telephone. */
    public UserState state(String loginId) {
        synchronized (core) {
            return agent(loginId).state;
        }
    }

    /** What an agent is in a media routing domain. */
    public MediaState mediaState(String loginId, int mrdId) {
        synchronized (core) {
            return media(loginId, mrdId).state();
        }
    }

    /** Whether tasks of the domain can be routed to the agent. */
    public boolean isRoutable(String loginId, int mrdId) {
        synchronized (core) {
            return media(loginId, mrdId).routable;
        }
    }

    /** Lets CCE interrupt what the agent does in a domain, or give it back. */
    public void interrupt(String loginId, int mrdId, boolean on) {
        synchronized (core) {
            core.media.interrupt(media(loginId, mrdId), on);
        }
    }

    /** Signs an agent in at a node with the configured extension, as a client there would. */
    public void signIn(String loginId, FinesseSide side) {
        synchronized (core) {
            Agent agent = agent(loginId);
            core.users.ask(
                    new Request(side, agent, ""),
                    agent,
                    new UserChange(UserState.LOGIN, agent.config.extension(), null, Reason.NONE, false));
        }
    }

    /** Sets an agent's state as the telephone side can: any state from any other. */
    public void setState(String loginId, UserState state, int reasonCode) {
        synchronized (core) {
            core.users.set(agent(loginId), state, reasonCode < 0 ? Reason.NONE : Reason.system(reasonCode), "");
        }
    }

    /**
     * Lets a call from outside ring at an agent; gives the dialog's id.
     *
     * @param variables call variables by name
     */
    public String ring(String loginId, String fromAddress, Map<String, String> variables) {
        synchronized (core) {
            return core.calls.ring(agent(loginId), fromAddress, variables).id;
        }
    }

    /** Lets somebody outside, who was called by an agent, take the call. */
    public void answerOutside(String dialogId) {
        synchronized (core) {
            Call call = call(dialogId);
            call.live().stream()
                    .filter(one -> one.agent == null && one.state == ParticipantState.ALERTING)
                    .findFirst()
                    .ifPresent(one -> core.calls.answer(call, one));
        }
    }

    /** Lets somebody outside leave a call: the caller hangs up. */
    public void hangUpOutside(String dialogId) {
        synchronized (core) {
            Call call = call(dialogId);
            call.live().stream()
                    .filter(one -> one.agent == null)
                    .findFirst()
                    .ifPresent(one -> core.calls.leave(call, one));
        }
    }

    /** Lets a call that an agent made come to nothing, for example with the cause {@code BUSY}. */
    public void failCall(String dialogId, String cause) {
        synchronized (core) {
            core.calls.fail(call(dialogId), cause);
        }
    }

    /** Takes a call away that rings and that its agent did not answer (RONA): the agent is NOT_READY with 32767 after it. */
    public void notAnswered(String dialogId) {
        synchronized (core) {
            core.calls.notAnswered(call(dialogId));
        }
    }

    /** Sets how many calls wait in a queue, and tells its subscribers. */
    public void queue(int queueId, int callsInQueue) {
        synchronized (core) {
            core.queues.set(queueId, callsInQueue);
        }
    }

    private Call call(String dialogId) {
        return core.calls
                .find(dialogId)
                .orElseThrow(() -> new IllegalArgumentException("dialogId: there is no call " + dialogId));
    }

    private AgentMedia media(String loginId, int mrdId) {
        return Media.of(agent(loginId), mrdId)
                .orElseThrow(() -> new IllegalArgumentException("mrdId: there is no domain " + mrdId));
    }

    private Agent agent(String loginId) {
        return core.agent(loginId)
                .orElseThrow(() -> new IllegalArgumentException("loginId: there is no agent " + loginId));
    }
}
