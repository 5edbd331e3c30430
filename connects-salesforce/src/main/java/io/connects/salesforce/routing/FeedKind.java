package io.connects.salesforce.routing;

/** How an org tells of pending work. Whichever it is, the feed asks over REST while no events arrive. */
public enum FeedKind {
    /** PushTopics: what External Routing was built on. Salesforce supports them, and enhances them no more. */
    PUSH_TOPIC,
    /** Change Data Capture over a custom channel, from API version 63 on; the user needs View All Data. */
    CHANGE_EVENTS,
    /** Not at all: the feed only asks. */
    NONE
}
