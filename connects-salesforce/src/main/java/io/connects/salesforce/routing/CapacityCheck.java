package io.connects.salesforce.routing;

/** Who owns an agent's capacity, that is, whose word it is that there is room for one more work item. */
public enum CapacityCheck {
    /** Salesforce refuses an item for which the agent has no capacity left; Cisco is told, and chooses again. */
    SALESFORCE,
    /**
     * Cisco's choice holds: the item is assigned with {@code ShouldSkipCapacityCheck}, even to an agent who is full in Salesforce. Weights are still
     * told, so that Salesforce shows the load.
     */
    CISCO
}
