package io.connects.simulators.finesse;

import io.connects.simulators.desktop.CiscoHand;
import io.connects.simulators.ids.SimulatedIds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The configuration of a {@link FinessePair}. Immutable. */
public final class FinesseOptions {
    final FinesseFlavour flavour;
    final FinesseRelease release;
    final String host;
    final String xmppDomain;
    final String pubSubDomain;
    final List<FinesseAgent> agents;
    final List<FinesseTeam> teams;
    final List<ReasonCode> reasonCodes;
    final List<WrapUpReason> wrapUpReasons;
    final List<FinesseQueue> queues;
    final List<PhoneBook> phoneBooks;
    final List<FinesseMedia> media;
    final @Nullable CiscoHand taskSide;
    final @Nullable MediaSeats seats;
    final InstantSource clock;
    final @Nullable ScheduledExecutorService scheduler;
    final Duration confirmation;
    final Duration presenceGrace;
    final boolean logoutOnLostPresence;
    final boolean plain;
    final EventStyle eventStyle;
    final BoshTimes bosh;
    final @Nullable SingleSignOn sso;
    final @Nullable Path gadgetFiles;
    final List<String> frameAncestors;
    final boolean userAuthMode;

    private FinesseOptions(Builder builder) {
        flavour = builder.flavour;
        release = builder.release;
        host = builder.host;
        xmppDomain = builder.xmppDomain;
        pubSubDomain = builder.pubSubDomain;
        agents = List.copyOf(builder.agents);
        teams = builder.teams.isEmpty() ? List.of(new FinesseTeam(1, "Default")) : List.copyOf(builder.teams);
        reasonCodes = List.copyOf(builder.reasonCodes);
        wrapUpReasons = List.copyOf(builder.wrapUpReasons);
        queues = List.copyOf(builder.queues);
        phoneBooks = List.copyOf(builder.phoneBooks);
        media = List.copyOf(builder.media);
        taskSide = builder.taskSide;
        seats = builder.seats;
        clock = builder.clock;
        scheduler = builder.scheduler;
        confirmation = builder.confirmation;
        presenceGrace = builder.presenceGrace;
        logoutOnLostPresence = builder.logoutOnLostPresence;
        plain = builder.plain;
        eventStyle = builder.eventStyle;
        bosh = builder.bosh;
        sso = builder.sso;
        gadgetFiles = builder.gadgetFiles;
        frameAncestors = List.copyOf(builder.frameAncestors);
        userAuthMode = builder.userAuthMode;
    }

    /** An empty configuration of CCE 12.6 to fill. */
    public static Builder builder() {
        return new Builder();
    }

    AuthMode authMode() {
        return sso == null ? AuthMode.NON_SSO : sso.mode();
    }

    /** The agents, in the order in which they were given. */
    public List<FinesseAgent> agents() {
        return agents;
    }

    /** Fills a configuration. Not thread-safe. */
    public static final class Builder {
        private FinesseFlavour flavour = FinesseFlavour.CCE;
        private FinesseRelease release = new FinesseRelease(12, 6);
        private String host = "127.0.0.1";
        private String xmppDomain = "finesse.example.test";
        private String pubSubDomain = "pubsub.finesse.example.test";
        private final List<FinesseAgent> agents = new ArrayList<>();
        private final List<FinesseTeam> teams = new ArrayList<>();
        private final List<ReasonCode> reasonCodes = new ArrayList<>();
        private final List<WrapUpReason> wrapUpReasons = new ArrayList<>();
        private final List<FinesseQueue> queues = new ArrayList<>();
        private final List<PhoneBook> phoneBooks = new ArrayList<>();
        private final List<FinesseMedia> media = new ArrayList<>();
        private @Nullable CiscoHand taskSide;
        private @Nullable MediaSeats seats;
        private InstantSource clock = Clock.systemUTC();
        private @Nullable ScheduledExecutorService scheduler;
        private Duration confirmation = Duration.ofMillis(20);
        private Duration presenceGrace = Duration.ofMinutes(3);
        private boolean logoutOnLostPresence = true;
        private boolean plain;
        private EventStyle eventStyle = EventStyle.FINESSE;
        private BoshTimes bosh = BoshTimes.DEFAULT;
        private @Nullable SingleSignOn sso;
        private @Nullable Path gadgetFiles;
        private final List<String> frameAncestors = new ArrayList<>();
        private boolean userAuthMode = true;

        private Builder() {}

        /** Sets the contact centre; CCE otherwise. */
        public Builder flavour(FinesseFlavour value) {
            flavour = value;
            return this;
        }

        /** Sets the release, for example {@code 11.6}; 12.6 otherwise. */
        public Builder release(String value) {
            release = FinesseRelease.of(value);
            return this;
        }

        /**
         * Sets under which name of this machine clients reach both nodes: {@code localhost}, 127.0.0.1 as is the default, or one that the client is told to
         * resolve to it.
         */
        public Builder host(String name) {
            host = name;
            return this;
        }

        /** Sets the domain of agents' addresses and that of the notification nodes. */
        public Builder domains(String xmpp, String pubSub) {
            xmppDomain = xmpp;
            pubSubDomain = pubSub;
            return this;
        }

        /** Adds a user. */
        public Builder agent(FinesseAgent agent) {
            agents.add(agent);
            return this;
        }

        /** Adds a team; without any there is a team 1. */
        public Builder team(FinesseTeam team) {
            teams.add(team);
            return this;
        }

        /** Adds a reason code. As soon as its category has one, requests of that category need one. */
        public Builder reasonCode(ReasonCode code) {
            reasonCodes.add(code);
            return this;
        }

        /** Adds a wrap-up reason. */
        public Builder wrapUpReason(WrapUpReason reason) {
            wrapUpReasons.add(reason);
            return this;
        }

        /** Adds a queue. */
        public Builder queue(FinesseQueue queue) {
            queues.add(queue);
            return this;
        }

        /** Adds a phone book. */
        public Builder phoneBook(PhoneBook book) {
            phoneBooks.add(book);
            return this;
        }

        /** Adds a media routing domain. */
        public Builder media(FinesseMedia domain) {
            media.add(domain);
            return this;
        }

        /**
         * Sets where tasks come from, for example a {@link io.connects.simulators.cce.LittleCce}; none come otherwise.
         *
         * @param hand offers tasks and hears what becomes of them; must answer at once, with futures that are complete
         * @param presence hears who is signed in, ready and routable
         */
        public Builder tasks(CiscoHand hand, MediaSeats presence) {
            taskSide = hand;
            seats = presence;
            return this;
        }

        /** Sets the clock. */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /** Sets what runs timers, which the pair will not shut down; a thread of the pair's own otherwise. */
        public Builder scheduler(ScheduledExecutorService value) {
            scheduler = value;
            return this;
        }

        /** Sets how long the telephone side takes to confirm or refuse a request; 20 ms otherwise. */
        public Builder confirmation(Duration value) {
            confirmation = value;
            return this;
        }

        /** Sets after how long without an XMPP session an agent is put out of work; 180 s otherwise. */
        public Builder presenceGrace(Duration value) {
            presenceGrace = value;
            return this;
        }

        /** Sets what is done then: logout with 255, as is the default (LOAD=1), or NOT_READY with 50002 (LOAD=0, CCE only). */
        public Builder logoutOnLostPresence(boolean value) {
            logoutOnLostPresence = value;
            return this;
        }

        /** Opens plain HTTP ports too, for tests of clients that do not trust the pair's authority. */
        public Builder plain() {
            plain = true;
            return this;
        }

        /**
         * Lets users sign in at an identity service, which has to listen before the pair does and stays the caller's. A user there is the agent of that
         * login name or login id here.
         */
        public Builder sso(SimulatedIds ids, AuthMode mode) {
            sso = new SingleSignOn(ids, mode);
            return this;
        }

        /** Has both nodes host the files of a directory at {@code /3rdpartygadget/files/}; they are read at each request. */
        public Builder gadgetFiles(Path directory) {
            gadgetFiles = directory;
            return this;
        }

        /** Lets pages of this origin frame what a browser shows of the nodes; only their own may otherwise. */
        public Builder frameAncestor(String origin) {
            frameAncestors.add(origin);
            return this;
        }

        /** Switches off that everybody may ask how a user has to log in. */
        public Builder withoutUserAuthMode() {
            userAuthMode = false;
            return this;
        }

        /** Sets how events are spelt. */
        public Builder eventStyle(EventStyle value) {
            eventStyle = value;
            return this;
        }

        /** Sets the times of BOSH. */
        public Builder bosh(BoshTimes value) {
            bosh = value;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException naming every fault
         */
        public FinesseOptions build() {
            List<String> faults = new ArrayList<>();
            var options = new FinesseOptions(this);
            Set<Integer> teamIds = new HashSet<>();
            options.teams.forEach(team -> once(teamIds.add(team.id()), "team " + team.id(), faults));
            Set<String> logins = new HashSet<>();
            for (FinesseAgent agent : agents) {
                String name = "agent " + agent.loginId();
                once(logins.add(agent.loginId().toLowerCase(Locale.ROOT)), name, faults);
                require(teamIds.contains(agent.team()), name + ": team " + agent.team() + " is not given", faults);
                require(
                        teamIds.containsAll(agent.supervised()),
                        name + ": supervises a team that is not given",
                        faults);
            }
            Set<Integer> reasons = new HashSet<>();
            reasonCodes.forEach(code -> once(reasons.add(code.id()), "reasonCode " + code.id(), faults));
            Set<Integer> domains = new HashSet<>();
            media.forEach(domain -> once(domains.add(domain.id()), "media " + domain.id(), faults));
            require(flavour == FinesseFlavour.CCE || media.isEmpty(), "media: CCX has none", faults);
            require(flavour == FinesseFlavour.CCE || queues.isEmpty(), "queue: CCX has none", faults);
            require(
                    flavour == FinesseFlavour.CCE || sso == null || sso.mode() != AuthMode.HYBRID,
                    "sso: CCX has no hybrid mode",
                    faults);
            require(!confirmation.isNegative() && !presenceGrace.isNegative(), "durations: negative", faults);
            Objects.requireNonNull(clock, "clock");
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return options;
        }

        private static void once(boolean isNew, String what, List<String> faults) {
            require(isNew, what + ": given twice", faults);
        }

        private static void require(boolean good, String fault, List<String> faults) {
            if (!good) {
                faults.add(fault);
            }
        }
    }
}
