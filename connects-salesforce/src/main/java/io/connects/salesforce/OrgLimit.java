package io.connects.salesforce;

/** One of an org's limits, and how much of it is left; both in the limit's own unit. */
public record OrgLimit(long max, long remaining) {}
