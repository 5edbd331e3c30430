package io.connects.finesse.message;

/**
 * How an agent is signed in to a media routing domain. These live on one node: after a failover they have to be given again.
 *
 * @param maxDialogLimit tasks at once, 1 to 10
 * @param interruptAction what becomes of tasks when something more important interrupts
 * @param dialogLogoutAction what becomes of them when the agent is signed out
 * @see <a href="https://developer.cisco.com/docs/task-routing/">Media, sign in</a>
 */
public record MediaSignIn(int maxDialogLimit, InterruptAction interruptAction, LogoutAction dialogLogoutAction) {

    /** Whether interrupts are taken. */
    public enum InterruptAction {
        ACCEPT,
        IGNORE
    }

    /** What becomes of tasks at sign-out. */
    public enum LogoutAction {
        CLOSE,
        TRANSFER
    }

    /** @throws IllegalArgumentException when the limit is out of range */
    public MediaSignIn {
        if (maxDialogLimit < 1 || maxDialogLimit > 10) {
            throw new IllegalArgumentException("maxDialogLimit: must be 1 to 10, was " + maxDialogLimit);
        }
    }
}
