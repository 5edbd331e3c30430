package io.connects.core.routing.contract;

import io.connects.core.routing.AgentWork;
import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import java.util.List;

/** The org behind a {@link WorkSource}, as its contract's tests need it: what a test environment supplies. */
public interface OrgUnderTest extends AutoCloseable {
    /** A source of this org, not started. The test closes it. */
    WorkSource source();

    /** A PSR that the org accepts: its ids fit the org, its work item exists, its queue and channel too. Not stored yet. */
    Psr newPsr();

    /** A user to whom work can be assigned, in the 18-character form. */
    String userId();

    /** Another queue of the org. */
    String otherQueueId();

    /** Stores a PSR: creates it, or changes it to this, serial included, and tells subscribers. */
    void put(Psr psr);

    /** Deletes a PSR and tells subscribers. */
    void delete(String psrId);

    /** Every AgentWork created so far for this PSR, oldest first. */
    List<AgentWork> agentWorks(String psrId);

    /** Every request to create an AgentWork that reached the org, answered or not. */
    int createsReceived();

    /** The owner of a work item. */
    String ownerOf(String workItemId);

    /** Ends the stream in such a way that the org forgets its subscriber. */
    void dropStream();

    /** Runs this when the next query of PSRs is being answered, after its records were chosen and before the answer leaves. */
    void duringNextSnapshot(Runnable action);

    /** Cuts the connection instead of answering the next create, which takes effect all the same. */
    void cutNextCreate();

    /** Refuses the next create with this code. */
    void refuseNextCreate(String code);

    /** Refuses the next request for PSRs, as an org that is overloaded. */
    void failNextSnapshot();

    @Override
    void close();
}
