package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.finesse.FinesseSide;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./connects agents} against the simulated org and pair. */
@Timeout(120)
class AgentsCommandTest {
    private static final String WELL_ANNA = "ok    anna = anna@example.com, skill target id 5011; Finesse NOT_READY;"
            + " Salesforce Available; Cases READY routable";

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    private Office.Ended agents(String account, String source, String... more) throws IOException {
        return office.connects(
                office.configured(account, source, more),
                "fixture-" + account,
                new StringWriter(),
                stop -> {},
                "agents");
    }

    private String listed(int annasTarget) {
        return "agents: [{loginId: anna, skillTargetId: " + annasTarget + ", userId: " + office.anna + "}]";
    }

    private long requests(String user, int status) {
        return office.pair.ledger().requests().stream()
                .filter(request -> request.user().equals(user) && request.status() == status)
                .count();
    }

    @Test
    void every_source_tells_the_same_of_agents_who_are_well() throws IOException {
        office.user("sue"); // else she would be somebody without a Salesforce user
        office.open();

        var list = agents("admin", "finesse");
        assertThat(list.out())
                .contains(WELL_ANNA, "ok    boris = boris@example.com")
                .contains("the skill target id of Cisco user sue (First Last) is not known", "2 ok, 1 fault")
                .doesNotContain("admin");
        var logins = agents("admin", "finesse-logins");
        assertThat(logins.out()).contains(WELL_ANNA, "ok    boris = boris@example.com", "2 ok, 1 fault");
        var configured = agents("admin", "configured", listed(5011));
        assertThat(configured.out().lines()).containsExactly("route here", WELL_ANNA, "1 ok, 0 fault");
        assertThat(configured.code()).isZero();
        assertThat(list.err() + logins.err() + configured.err()).isEmpty();
    }

    @Test
    void whoever_is_on_one_side_only_or_gets_no_tasks_is_told_of_with_a_remedy() throws IOException {
        office.open();
        office.org.offline(office.anna);
        assertThat(office.hand.setRoutable(Office.BORIS, false).join()).isTrue();

        var told = agents("admin", "finesse");
        assertThat(told.out())
                .contains("fault anna = ", "Salesforce signed out; Cases READY routable")
                .contains("      signed in at Cisco only: sign in to Omni-Channel, or out at Cisco\n")
                .contains("fault boris = ", "Cases READY not routable")
                .contains(
                        "      gets no tasks of Cases, perhaps because one was not taken in time: let the agent become");
        assertThat(told.code()).isEqualTo(1);
    }

    @Test
    void somebody_in_omni_channel_only_is_told_of_with_a_remedy() throws IOException {
        office.org.online(office.anna);

        assertThat(agents("admin", "configured", listed(5011)).out())
                .contains("; Finesse LOGOUT; Salesforce Available; in no media routing domain")
                .contains("      signed in to Omni-Channel only: sign in at Cisco, or go offline");
    }

    @Test
    void whoever_is_no_agent_is_told_of_with_a_remedy() throws IOException {
        office.user("ghost");
        office.org.setActive(office.boris, false);
        office.org.setFederationIdentifier(office.org.createUser("second", 5), "ANNA");
        office.pair.add(Office.agent("carl", 5013).build());
        office.pair.add(Office.agent("dora", 5013).build());

        var told = agents("admin", "finesse");
        assertThat(told.out())
                .contains("fault no Cisco user has the login id ghost of Salesforce user ghost@example.com")
                .contains("      correct the join value, or create the agent at Cisco")
                .contains("fault Salesforce user boris@example.com (" + office.boris + ") is not active")
                .contains("      activate the Salesforce user, or move the join value")
                .contains("fault 2 Salesforce users have the join value anna: ")
                .contains("      leave the value with the one who works as this agent")
                .contains("fault skill target id 5013 belongs to 2 Cisco users: ")
                .contains("fault no Salesforce user has the login id of Cisco user sue")
                .contains("0 ok, 5 fault");
        assertThat(told.code()).isEqualTo(1);
    }

    @Test
    void a_configured_agent_whom_finesse_does_not_know_or_knows_otherwise_is_a_fault() throws IOException {
        var unknown = agents("admin", "configured", listed(5011).replace("loginId: anna", "loginId: anne"));
        assertThat(unknown.out())
                .contains("Finesse does not know the login id: correct it, or create the agent at Cisco");
        var otherwise = agents("admin", "configured", listed(5019));
        assertThat(otherwise.out()).contains("Finesse tells the skill target id 5011: correct the configuration");
        assertThat(unknown.code() + otherwise.code()).isEqualTo(2);
    }

    @Test
    void node_b_tells_while_node_a_is_dead_or_out_of_service() throws IOException {
        office.open();
        office.pair.faults().outOfService(FinesseSide.A, true);
        assertThat(agents("admin", "configured", listed(5011)).out()).contains(WELL_ANNA);

        office.pair.faults().kill(FinesseSide.A);
        assertThat(agents("admin", "configured", listed(5011)).out()).contains(WELL_ANNA);
    }

    @Test
    void a_wrong_password_is_tried_once() throws IOException {
        for (String source : new String[] {"finesse", "finesse-logins"}) {
            long before = requests("", 401);
            var refused = office.connects(
                    office.configured("admin", source), "guessed", new StringWriter(), stop -> {}, "agents");

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .startsWith("route here: Finesse does not accept the password of admin")
                    .doesNotContain("guessed");
            assertThat(requests("", 401) - before).isEqualTo(1);
        }
    }

    @Test
    void an_account_that_is_no_administrators_may_not_tell_who_the_agents_are() throws IOException {
        var refused = agents("sue", "finesse");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("route here: ")
                .contains("may not list Finesse's users; an administrator's may: ");
        assertThat(requests("sue", 403)).isEqualTo(1);

        var other = agents("sue", "finesse-logins");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err())
                .startsWith("route here: ")
                .contains("may not look up other users at Finesse; an administrator's may: ");
    }
}
