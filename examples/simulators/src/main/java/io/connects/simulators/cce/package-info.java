/**
 * A little Contact Center Enterprise: what a central controller and an agent PG do with tasks, small enough to run inside a test.
 *
 * <p>{@link io.connects.simulators.cce.LittleCce} queues tasks ({@link io.connects.simulators.cce.RouteRequest}) to skill groups as their {@link
 * io.connects.simulators.cce.Script} says, chooses the agent who has been available for longest, offers the task to the agent's desktop ({@link
 * io.connects.simulators.desktop.CiscoHand}) and makes an agent who does not start it in time not routable. Everything it sees is in its {@link
 * io.connects.simulators.cce.CceLedger}.
 *
 * <h2>Rules</h2>
 *
 * <ul>
 *   <li><b>Who can be chosen.</b> An agent who is signed in, ready and routable, is not on a voice call, has fewer tasks in the media routing
 *       domain than the limit there, and has no task in another domain that is not interruptible. Voice is not interruptible.
 *   <li><b>Calls</b> are for routable agents who have started all of their tasks, in interruptible domains only; an agent without tasks is preferred.
 *       Calls come before tasks. An interrupted task goes on by itself.
 *   <li><b>Who is chosen.</b> For a task: the first of its skill groups with such an agent, there the agent who has been available for
 *       longest; being chosen, ending a task or a call, signing in and becoming ready or routable start that time anew. For an agent who becomes
 *       available: the queued task with the best priority, then the longest queue time.
 *   <li><b>Reservation.</b> The chosen agent's task is OFFERED. From there only accept exists, then start. A task that is not started within the
 *       domain's start timeout runs out (RONA): it ends and its agent is not routable until somebody says otherwise.
 *   <li><b>Too long.</b> A started task that lasts for the domain's maximum task duration ends; its agent stays routable.
 *   <li><b>Signing out</b> ends every task of the agent, whatever its state. Signing in makes the agent ready and routable. Routable is one flag
 *       of an agent here; CCE keeps it for each media routing domain.
 *   <li><b>Sessions.</b> When a routing client's session ends or its routing is disabled, what it has in queue is discarded, and nothing of any
 *       other. Tasks that were already given to an agent live on.
 *   <li><b>Limits.</b> With {@link io.connects.simulators.cce.RouterLimits} reached, a task fails with REQUEST_REFUSED. Congestion control begins at 110 % of the
 *       rated calls and tasks a second, counted over the last second.
 *   <li><b>Taking back.</b> A task in queue is dequeued. Once an agent is chosen it is too late, and nothing happens.
 * </ul>
 *
 * @see <a href="https://developer.cisco.com/docs/task-routing/">Task Routing developer guide</a>
 */
@NullMarked
package io.connects.simulators.cce;

import org.jspecify.annotations.NullMarked;
