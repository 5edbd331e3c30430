package io.connects.core.directory;

/**
 * A user as Salesforce tells of it. Immutable.
 *
 * @param userId in the 18-character form
 * @param joinValue what the join field holds, such as FederationIdentifier; empty when it holds nothing; blanks around it do not count
 * @param active whether the user may sign in
 */
public record SalesforceUser(String userId, String joinValue, String username, boolean active) {
    public SalesforceUser {
        joinValue = joinValue.strip();
    }

    /** For people. */
    String text() {
        return "Salesforce user " + username + " (" + userId + ")";
    }
}
