package io.connects.simulators.finesse;

import java.util.Map;

/**
 * What an agent asks of a call, found good by Finesse.
 *
 * @param target the address it is about: the agent's own, or for PARTICIPANT_DROP another's
 * @param to whom to call; empty for none
 * @param variables to set
 * @param wrapUpReason empty for none
 */
record CallRequest(CallAction action, String target, String to, Map<String, String> variables, String wrapUpReason) {}
