/**
 * Cisco Finesse 11.5 and later: agents' states, voice dialogs and tasks of media routing domains, over REST and XMPP notifications.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/">Finesse developer guide</a>
 */
@NullMarked
package io.connects.finesse;

import org.jspecify.annotations.NullMarked;
