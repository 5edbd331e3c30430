package io.connects.core.directory;

import io.connects.core.directory.JoinFinding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Words what a join found. Not thread-safe. */
final class Findings {
    private final List<JoinFinding> found = new ArrayList<>();

    List<JoinFinding> sorted() {
        return found.stream()
                .sorted(Comparator.comparing(JoinFinding::kind)
                        .thenComparing(JoinFinding::subject)
                        .thenComparing(JoinFinding::what))
                .toList();
    }

    void loginIdTwice(String login, List<CiscoUser> users) {
        add(
                Kind.LOGIN_ID_TWICE,
                login,
                "login id " + login + " belongs to " + users.size() + " Cisco users: " + cisco(users),
                "give each Cisco user a login id that differs by more than case, or delete those who have gone");
    }

    void skillTargetIdTwice(Integer id, List<CiscoUser> users) {
        add(
                Kind.SKILL_TARGET_ID_TWICE,
                id.toString(),
                "skill target id " + id + " belongs to " + users.size() + " Cisco users: " + cisco(users),
                "read the users from Cisco again; if it stays so, correct the list or the export they come from");
    }

    void joinValueTwice(String value, List<SalesforceUser> users) {
        add(
                Kind.JOIN_VALUE_TWICE,
                value,
                users.size() + " Salesforce users have the join value " + value + ": " + salesforce(users),
                "leave the value with the one who works as this agent, and empty the field of the others, inactive ones too");
    }

    void userIdTwice(String id, List<SalesforceUser> users) {
        add(
                Kind.USER_ID_TWICE,
                id,
                "Salesforce user " + id + " was told of in " + users.size() + " ways: "
                        + users.stream()
                                .map(user -> user.username() + " with join value '" + user.joinValue() + "'")
                                .sorted()
                                .collect(Collectors.joining(", ")),
                "read the users from Salesforce again; the user may have been changed meanwhile");
    }

    void loginIdReused(CiscoUser cisco, SalesforceUser now, String before) {
        add(
                Kind.LOGIN_ID_REUSED,
                AgentJoin.key(cisco.loginId()),
                "login id " + cisco.loginId() + " now belongs to " + now.text() + ", before to user " + before,
                reuse(before));
    }

    void skillTargetIdReused(int id, CiscoUser cisco, SalesforceUser now, String before) {
        add(
                Kind.SKILL_TARGET_ID_REUSED,
                Integer.toString(id),
                "skill target id " + id + " of " + cisco.text() + " now belongs to " + now.text() + ", before to user "
                        + before,
                reuse(before));
    }

    private static String reuse(String before) {
        return "if it is right that the person changed, release the ids of user " + before
                + "; if not, put the old value back into the join field";
    }

    void ciscoUserInactive(CiscoUser cisco, SalesforceUser partner) {
        add(
                Kind.CISCO_USER_INACTIVE,
                cisco.loginId(),
                cisco.text() + " is not active, but " + partner.text() + " has this login id",
                "activate the agent at Cisco, or empty the join field of the Salesforce user");
    }

    void salesforceUserInactive(SalesforceUser salesforce, CiscoUser partner) {
        add(
                Kind.SALESFORCE_USER_INACTIVE,
                salesforce.userId(),
                salesforce.text() + " is not active, but has the login id of " + partner.text(),
                "activate the Salesforce user, or move the join value to the user who works as this agent");
    }

    void noSkillTargetId(CiscoUser cisco) {
        add(
                Kind.NO_SKILL_TARGET_ID,
                cisco.loginId(),
                "the skill target id of " + cisco.text() + " is not known",
                "let the agent sign in once, or give the id in the configuration");
    }

    void noLoginId(CiscoUser cisco) {
        add(
                Kind.NO_LOGIN_ID,
                cisco.skillTargetId() == null ? "" : cisco.skillTargetId().toString(),
                cisco.text().strip() + " with skill target id " + cisco.skillTargetId() + " has no login id",
                "give the Cisco user a login id");
    }

    void noJoinValue(SalesforceUser salesforce) {
        add(
                Kind.NO_JOIN_VALUE,
                salesforce.userId(),
                salesforce.text() + " has nothing in the join field",
                "put the Cisco login id into the field, if the user is to be an agent");
    }

    void noSalesforceUser(CiscoUser cisco) {
        add(
                Kind.NO_SALESFORCE_USER,
                cisco.loginId(),
                "no Salesforce user has the login id of " + cisco.text(),
                "put the login id into the join field of the agent's Salesforce user");
    }

    void noCiscoUser(SalesforceUser salesforce) {
        add(
                Kind.NO_CISCO_USER,
                salesforce.userId(),
                "no Cisco user has the login id " + salesforce.joinValue() + " of " + salesforce.text(),
                "correct the join value, or create the agent at Cisco");
    }

    private void add(Kind kind, String subject, String what, String remedy) {
        found.add(new JoinFinding(kind, subject, what, remedy));
    }

    private static String cisco(List<CiscoUser> users) {
        return users.stream()
                .map(user -> user.text() + " with skill target id " + user.skillTargetId())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String salesforce(List<SalesforceUser> users) {
        return users.stream().map(SalesforceUser::text).sorted().collect(Collectors.joining(", "));
    }
}
