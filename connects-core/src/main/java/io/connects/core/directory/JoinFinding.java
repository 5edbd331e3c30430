package io.connects.core.directory;

/**
 * One reason why somebody is not an agent, with what to do about it. Immutable.
 *
 * @param subject whom it concerns: a login id, a skill target id or a user id, as the kind says; equal subjects of one kind are one finding
 * @param what what was found, for people
 * @param remedy what to do about it, for people
 */
public record JoinFinding(Kind kind, String subject, String what, String remedy) {

    /** What can be wrong; in the order in which findings are given. */
    public enum Kind {
        /** Several Cisco users have one login id, told apart by case only or not at all. The subject is the login id in lower case. */
        LOGIN_ID_TWICE,
        /** Several Cisco users have one skill target id, the subject. */
        SKILL_TARGET_ID_TWICE,
        /** Several Salesforce users have one join value. The subject is the value in lower case. */
        JOIN_VALUE_TWICE,
        /** Salesforce told of one user id, the subject, in several ways. */
        USER_ID_TWICE,
        /** A login id, the subject in lower case, belonged to another Salesforce user before. */
        LOGIN_ID_REUSED,
        /** A skill target id, the subject, belonged to another Salesforce user before. */
        SKILL_TARGET_ID_REUSED,
        /** The Cisco user, by login id, may not work but has a partner. */
        CISCO_USER_INACTIVE,
        /** The Salesforce user, by user id, may not sign in but has a partner. */
        SALESFORCE_USER_INACTIVE,
        /** Cisco did not tell the skill target id of a user, by login id, who has a partner. */
        NO_SKILL_TARGET_ID,
        /** A Cisco user, by skill target id if it has one, has no login id. */
        NO_LOGIN_ID,
        /** An active Salesforce user, by user id, has nothing in the join field. */
        NO_JOIN_VALUE,
        /** No Salesforce user has the login id of this active Cisco user, the subject. */
        NO_SALESFORCE_USER,
        /** No Cisco user has the join value of this active Salesforce user, the subject by user id. */
        NO_CISCO_USER
    }
}
