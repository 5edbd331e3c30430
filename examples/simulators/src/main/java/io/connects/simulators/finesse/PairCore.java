package io.connects.simulators.finesse;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** What both nodes share. Its monitor guards all state of a pair. */
final class PairCore {
    final FinesseOptions options;
    final FinesseFaults faults = new FinesseFaults();
    final Timers timers;
    final LedgerBook ledger;
    final Publisher publisher = new Publisher(faults);
    final Confirmations confirmations;
    final Credentials credentials;
    final Presences presences;
    final Users users;
    final Media media;
    final Tasks tasks;
    final Calls calls;
    final QueueStatistics queues;
    final CallActions callActions;
    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final Map<FinesseSide, XmppServer> xmpp = new EnumMap<>(FinesseSide.class);

    @SuppressWarnings("this-escape") // the class is final; its parts only keep it
    PairCore(FinesseOptions options, ScheduledExecutorService scheduler) {
        this.options = options;
        timers = new Timers(scheduler, this);
        ledger = new LedgerBook(options.clock);
        confirmations = new Confirmations(new ObjectQueue(timers, options.confirmation), faults, publisher);
        credentials = new Credentials(this);
        presences = new Presences(this);
        options.agents.forEach(agent ->
                agents.put(agent.loginId().toLowerCase(Locale.ROOT), new Agent(agent, options.clock.instant())));
        users = new Users(this);
        media = new Media(this);
        tasks = new Tasks(this);
        calls = new Calls(this);
        queues = new QueueStatistics(this);
        callActions = new CallActions(this, calls);
        for (FinesseSide side : FinesseSide.values()) {
            var server = new XmppServer(this, side);
            xmpp.put(side, server);
            publisher.gate(
                    side, new EventGate(faults, timers, event -> server.pubSub().publish(event)));
        }
    }

    Instant now() {
        return options.clock.instant();
    }

    boolean isCce() {
        return options.flavour == FinesseFlavour.CCE;
    }

    /** Adds an agent to a pair that runs. */
    void add(FinesseAgent config) {
        Agent agent = new Agent(config, now());
        if (agents.putIfAbsent(config.loginId().toLowerCase(Locale.ROOT), agent) != null) {
            throw new IllegalArgumentException("agent: there is one with the login id " + config.loginId());
        }
        media.furnish(agent);
        tasks.open(agent);
    }

    Collection<Agent> agents() {
        return agents.values();
    }

    /** @param loginId in lower case */
    Optional<Agent> agent(String loginId) {
        return Optional.ofNullable(agents.get(loginId.toLowerCase(Locale.ROOT)));
    }

    /** Who has this login name or login id. */
    Optional<Agent> agentNamed(String name) {
        return agent(name)
                .or(() -> agents.values().stream()
                        .filter(agent -> agent.config.loginName().equalsIgnoreCase(name))
                        .findFirst());
    }

    XmppServer xmpp(FinesseSide side) {
        return Objects.requireNonNull(xmpp.get(side));
    }
}
