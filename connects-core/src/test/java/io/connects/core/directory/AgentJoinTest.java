package io.connects.core.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.directory.AgentJoin.Joined;
import io.connects.core.directory.JoinFinding.Kind;
import io.connects.core.routing.Agent;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentJoinTest {
    private static final CiscoUser ANNA = cisco("anna", 5001);
    private static final CiscoUser BEN = cisco("ben", 5002);
    private static final SalesforceUser ANNA_SMITH = salesforce("005A", "anna");
    private static final SalesforceUser BEN_JONES = salesforce("005B", "ben");

    private static CiscoUser cisco(String loginId, Integer skillTargetId) {
        return new CiscoUser(loginId, skillTargetId, "First", "Last", true);
    }

    private static SalesforceUser salesforce(String userId, String joinValue) {
        return new SalesforceUser(userId, joinValue, userId + "@example.com", true);
    }

    private static Joined join(List<CiscoUser> cisco, List<SalesforceUser> salesforce) {
        return AgentJoin.of(cisco, salesforce, JoinMemory.NONE);
    }

    private static List<Kind> kinds(Joined joined) {
        assertThat(joined.findings()).allSatisfy(finding -> {
            assertThat(finding.what()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
        });
        return joined.findings().stream().map(JoinFinding::kind).toList();
    }

    @Test
    void joins_by_login_id_in_any_case_and_keeps_cisco_s_spelling() {
        Joined joined = join(List.of(cisco(" Anna ", 5001), BEN), List.of(BEN_JONES, salesforce("005A", "ANNA ")));
        assertThat(joined.joined()).containsExactly(new Agent("Anna", 5001, "005A"), new Agent("ben", 5002, "005B"));
        assertThat(joined.agents().bySkillTargetId(5001)).contains(new Agent("Anna", 5001, "005A"));
        assertThat(joined.findings()).isEmpty();
    }

    @Test
    void who_has_no_partner_is_found_on_either_side() {
        Joined joined = join(List.of(ANNA), List.of(BEN_JONES));
        assertThat(joined.joined()).isEmpty();
        assertThat(joined.findings())
                .containsExactly(
                        new JoinFinding(
                                Kind.NO_SALESFORCE_USER,
                                "anna",
                                "no Salesforce user has the login id of Cisco user anna (First Last)",
                                "put the login id into the join field of the agent's Salesforce user"),
                        new JoinFinding(
                                Kind.NO_CISCO_USER,
                                "005B",
                                "no Cisco user has the login id ben of Salesforce user 005B@example.com (005B)",
                                "correct the join value, or create the agent at Cisco"));
    }

    @Test
    void a_join_value_that_two_have_is_nobody_s() {
        var gone = new SalesforceUser("005Z", "ANNA", "old@example.com", false);
        Joined joined = join(List.of(ANNA, BEN), List.of(gone, ANNA_SMITH, BEN_JONES));
        assertThat(joined.joined()).extracting(Agent::loginId).containsExactly("ben");
        assertThat(kinds(joined)).containsExactly(Kind.JOIN_VALUE_TWICE);
        assertThat(joined.findings().get(0).subject()).isEqualTo("anna");
        assertThat(joined.findings().get(0).what()).contains("005A", "005Z");
    }

    @Test
    void a_login_id_that_two_have_is_nobody_s() {
        Joined joined = join(List.of(ANNA, cisco("Anna", 5009)), List.of(ANNA_SMITH));
        assertThat(joined.joined()).isEmpty();
        assertThat(kinds(joined)).containsExactly(Kind.LOGIN_ID_TWICE);
        assertThat(joined.findings().get(0).what()).contains("5001", "5009");
    }

    @Test
    void a_skill_target_id_that_two_have_is_nobody_s() {
        Joined joined = join(List.of(ANNA, cisco("ben", 5001)), List.of(ANNA_SMITH, BEN_JONES));
        assertThat(joined.joined()).isEmpty();
        assertThat(kinds(joined)).containsExactly(Kind.SKILL_TARGET_ID_TWICE);
    }

    @Test
    void a_user_who_was_told_of_in_two_ways_is_nobody() {
        Joined joined = join(List.of(ANNA, BEN), List.of(ANNA_SMITH, salesforce("005A", "ben")));
        assertThat(joined.joined()).isEmpty();
        assertThat(kinds(joined)).containsExactly(Kind.USER_ID_TWICE);
        assertThat(joined.findings().get(0).what()).contains("'anna'", "'ben'");
    }

    @Test
    void the_same_user_told_of_twice_is_one() {
        Joined joined = join(List.of(ANNA, ANNA), List.of(ANNA_SMITH, ANNA_SMITH));
        assertThat(joined.joined()).hasSize(1);
        assertThat(joined.findings()).isEmpty();
    }

    @Test
    void an_inactive_user_is_found_when_there_is_a_partner() {
        var retired = new CiscoUser("anna", 5001, "", "", false);
        var away = new SalesforceUser("005B", "ben", "ben@example.com", false);
        Joined joined = join(List.of(retired, BEN), List.of(ANNA_SMITH, away));
        assertThat(joined.joined()).isEmpty();
        assertThat(kinds(joined)).containsExactly(Kind.CISCO_USER_INACTIVE, Kind.SALESFORCE_USER_INACTIVE);
        assertThat(join(List.of(retired), List.of(away)).findings()).isEmpty();
    }

    @Test
    void an_empty_join_value_is_found_of_active_users_and_joins_nobody() {
        var inactive = new SalesforceUser("005Z", "", "old@example.com", false);
        Joined joined = join(List.of(cisco("  ", 5003)), List.of(salesforce("005C", "  "), inactive));
        assertThat(joined.joined()).isEmpty();
        assertThat(kinds(joined)).containsExactly(Kind.NO_LOGIN_ID, Kind.NO_JOIN_VALUE);
        assertThat(joined.findings()).extracting(JoinFinding::subject).containsExactly("5003", "005C");
    }

    @Test
    void who_has_no_skill_target_id_is_no_agent_yet() {
        Joined joined = join(List.of(cisco("anna", null), cisco("ben", 0)), List.of(ANNA_SMITH, BEN_JONES));
        assertThat(joined.joined()).isEmpty();
        assertThat(kinds(joined)).containsExactly(Kind.NO_SKILL_TARGET_ID, Kind.NO_SKILL_TARGET_ID);
    }

    @Test
    void a_login_id_that_was_another_s_is_not_given_away_until_it_is_released() {
        JoinMemory memory = join(List.of(ANNA), List.of(ANNA_SMITH)).memory();
        List<CiscoUser> cisco = List.of(cisco("ANNA", 5009));
        List<SalesforceUser> salesforce = List.of(salesforce("005N", "anna"));

        Joined joined = AgentJoin.of(cisco, salesforce, memory);
        assertThat(joined.joined()).isEmpty();
        assertThat(kinds(joined)).containsExactly(Kind.LOGIN_ID_REUSED);
        assertThat(joined.findings().get(0).what()).contains("005N", "005A");

        Joined again = AgentJoin.of(cisco, salesforce, joined.memory());
        assertThat(kinds(again)).as("it does not become right by waiting").containsExactly(Kind.LOGIN_ID_REUSED);

        Joined released = AgentJoin.of(cisco, salesforce, again.memory().releasing("005A"));
        assertThat(released.joined()).containsExactly(new Agent("ANNA", 5009, "005N"));
        assertThat(released.findings()).isEmpty();
        assertThat(released.memory().userOfLoginId("anna")).contains("005N");
        assertThat(released.memory().userOfSkillTargetId(5001)).isEmpty();
    }

    @Test
    void a_skill_target_id_that_was_another_s_is_not_given_away_even_after_a_pause() {
        JoinMemory memory = join(List.of(ANNA), List.of(ANNA_SMITH)).memory();
        JoinMemory nobodyThere = AgentJoin.of(List.of(), List.of(), memory).memory();
        Joined joined = AgentJoin.of(List.of(cisco("carl", 5001)), List.of(salesforce("005C", "carl")), nobodyThere);
        assertThat(joined.joined()).isEmpty();
        assertThat(kinds(joined)).containsExactly(Kind.SKILL_TARGET_ID_REUSED);
        assertThat(joined.findings().get(0).subject()).isEqualTo("5001");
    }

    @Test
    void a_person_who_gets_a_new_login_id_or_skill_target_id_stays_an_agent() {
        JoinMemory memory = join(List.of(ANNA), List.of(ANNA_SMITH)).memory();
        Joined renamed =
                AgentJoin.of(List.of(cisco("anna.smith", 5001)), List.of(salesforce("005A", "anna.smith")), memory);
        assertThat(renamed.joined()).containsExactly(new Agent("anna.smith", 5001, "005A"));
        Joined renumbered = AgentJoin.of(List.of(cisco("anna", 5077)), List.of(ANNA_SMITH), renamed.memory());
        assertThat(renumbered.joined()).containsExactly(new Agent("anna", 5077, "005A"));
        assertThat(renumbered.findings()).isEmpty();
    }

    @Test
    void two_who_change_places_are_both_held_back() {
        JoinMemory memory =
                join(List.of(ANNA, BEN), List.of(ANNA_SMITH, BEN_JONES)).memory();
        Joined joined = AgentJoin.of(
                List.of(ANNA, BEN), List.of(salesforce("005A", "ben"), salesforce("005B", "anna")), memory);
        assertThat(joined.joined()).isEmpty();
        assertThat(kinds(joined))
                .containsExactly(
                        Kind.LOGIN_ID_REUSED,
                        Kind.LOGIN_ID_REUSED,
                        Kind.SKILL_TARGET_ID_REUSED,
                        Kind.SKILL_TARGET_ID_REUSED);
    }
}
