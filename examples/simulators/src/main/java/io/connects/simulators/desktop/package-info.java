/**
 * The two hands of an agent. One hand is at Cisco ({@link io.connects.simulators.desktop.CiscoHand}: offered a task, it accepts, starts and
 * ends it; through Finesse with {@link io.connects.simulators.desktop.FinesseHand}), the other in Salesforce Omni-Channel ({@link io.connects.simulators.desktop.OmniHand}: offered an agent work, it accepts, declines
 * or closes it). {@link io.connects.simulators.desktop.SimulatedDesktop} joins them by the correlation value that every task carries, as an
 * agent's desktop has to:
 *
 * <ul>
 *   <li>accepting: first in Omni, then ACCEPT and START at Cisco at once, for Cisco's clock (the start timeout) has been running since the
 *       choice;
 *   <li>ending: first in Omni, then at Cisco, so that Salesforce's capacity is never the tighter one;
 *   <li>declining or ignoring: only Omni knows how. At Cisco an offered task can be accepted and nothing else, so that it runs out (RONA) and
 *       leaves the agent not routable. {@link io.connects.simulators.desktop.AfterDecline} says what the desktop does about that;
 *   <li>letting go: when the agent work disappears, the task is ended at Cisco if it was started, and left to run out if it was only offered;
 *       after that the desktop makes its agent routable again, because nothing was the agent's fault. An agent who is offline in Omni stays not
 *       routable, for Cisco would choose somebody to whom Salesforce assigns nothing;
 *   <li>hearing of a task late: when its work is over by then, the task is started and ended all the same, for an offered one would run out.
 * </ul>
 *
 * What a person does with an offer is a {@link io.connects.simulators.desktop.Reaction}: scripted by the test, or drawn from a
 * {@link io.connects.simulators.desktop.Temperament} with a seed, so that a run can be repeated as far as timing allows.
 */
@NullMarked
package io.connects.simulators.desktop;

import org.jspecify.annotations.NullMarked;
