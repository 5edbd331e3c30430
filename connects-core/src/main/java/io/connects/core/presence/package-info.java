/**
 * Agents' presence: the pure rules that keep an agent's state at Cisco and the Omni-Channel status in step, or say that they are not.
 *
 * <p>{@link io.connects.core.presence.PresenceRules} is for whoever owns the agent's desktop: an Omni-Channel status can be set there and nowhere
 * else. The adapter cannot write it; it uses the same rules to show what does not match. {@code decisions.json} beside these classes holds
 * decision vectors, so that rules in another language can be held against the same file; docs/presence.md describes its format.
 */
@NullMarked
package io.connects.core.presence;

import org.jspecify.annotations.NullMarked;
