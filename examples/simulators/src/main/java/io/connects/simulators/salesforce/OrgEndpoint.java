package io.connects.simulators.salesforce;

import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where an org listens, over its stops and starts. Thread-safe. */
final class OrgEndpoint {
    private final OrgOptions options;
    private final OrgCore core;
    private final OrgFaults faults;
    private final RestApi api;
    private final ScheduledExecutorService scheduler;
    private final String runAsUser;
    private final Tokens tokens;
    private final ConnectedApp app;
    private final Instance instance = new Instance();
    private @Nullable OrgServer server;
    private @Nullable StreamingServlet streaming;
    private int port;

    OrgEndpoint(
            OrgOptions options,
            OrgCore core,
            OrgFaults faults,
            RestApi api,
            ScheduledExecutorService scheduler,
            String runAsUser,
            Tokens tokens,
            ConnectedApp app) {
        this.options = options;
        this.core = core;
        this.faults = faults;
        this.api = api;
        this.scheduler = scheduler;
        this.runAsUser = runAsUser;
        this.tokens = tokens;
        this.app = app;
        this.port = options.port();
    }

    /** Does nothing when it listens already. */
    synchronized void start() {
        if (server == null) {
            var answers = new Answers(faults, scheduler);
            var grants = new Grants(options, core, app);
            instance.at(0);
            streaming = new StreamingServlet(core, tokens, faults, answers, instance);
            server = new OrgServer(
                    port,
                    options,
                    new RestServlet(api, tokens, faults, answers, instance),
                    new OauthServlet(options, tokens, faults, answers, grants, app, instance, runAsUser),
                    new MetadataServlet(core, tokens),
                    streaming);
            port = server.port();
        }
    }

    /** Drops every connection. */
    synchronized void stop() {
        if (server != null) {
            server.close();
            server = null;
            streaming = null;
        }
    }

    /** 0 before the first start. */
    synchronized int port() {
        return port;
    }

    /** Listens at another port too, and sends clients there. */
    synchronized void move() {
        if (server == null) {
            throw new IllegalStateException("the org does not listen");
        }
        instance.at(server.listenElsewhere());
    }

    /** Does something to the streaming sessions, where it listens. */
    synchronized void streaming(Consumer<StreamingServlet> action) {
        if (streaming != null) {
            action.accept(streaming);
        }
    }
}
