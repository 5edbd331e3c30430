package io.connects.host;

import io.connects.core.directory.SalesforceUser;
import io.connects.finesse.routing.FinesseAgent;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where both halves of who is who are read. */
interface AgentSources {
    /** The org's users who have something in the join field. */
    CompletableFuture<List<SalesforceUser>> salesforce();

    /**
     * Cisco's users, as Finesse tells of them.
     *
     * @param loginIds who is asked about, where all are not told at once
     */
    CompletableFuture<List<FinesseAgent>> finesse(Collection<String> loginIds);
}
