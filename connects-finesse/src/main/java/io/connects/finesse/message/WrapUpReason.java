package io.connects.finesse.message;

/** A reason that an agent may give at the end of a call; its label has at most 39 bytes. */
public record WrapUpReason(String id, String label, boolean forAll) {}
