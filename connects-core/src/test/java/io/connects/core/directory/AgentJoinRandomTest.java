package io.connects.core.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.directory.AgentJoin.Joined;
import io.connects.core.directory.JoinFinding.Kind;
import io.connects.core.routing.Agent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Few names for many users, so that everything clashes, over several joins. Others: {@code -Dconnects.random.seed=S}, more: {@code
 * -Dconnects.random.runs=N}.
 */
class AgentJoinRandomTest {
    private static final long FIRST = Long.getLong("connects.random.seed", 1);
    private static final int RUNS = Integer.getInteger("connects.random.runs", 5_000);
    private static final List<String> NAMES = List.of("", "anna", "Anna", "ben", "carl", "dora", "DORA", "emil");

    @Test
    void a_joined_agent_is_unique_both_ways_and_whoever_is_left_over_has_a_finding() {
        int joined = 0;
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            try {
                joined += run(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(joined).isGreaterThan(RUNS / 2);
    }

    private static int run(Random random) {
        JoinMemory memory = JoinMemory.NONE;
        Map<String, String> owners = new HashMap<>();
        int count = 0;
        for (int round = 0; round < 4; round++) {
            var cisco = new ArrayList<CiscoUser>();
            var salesforce = new ArrayList<SalesforceUser>();
            for (int i = random.nextInt(7); i > 0; i--) {
                Integer target = random.nextInt(8) == 0 ? null : 5000 + random.nextInt(12);
                cisco.add(new CiscoUser(name(random), target, "First", "Last", random.nextInt(8) > 0));
            }
            for (int i = random.nextInt(7); i > 0; i--) {
                String id = "005" + random.nextInt(12);
                salesforce.add(new SalesforceUser(id, name(random), id + "@example.com", random.nextInt(8) > 0));
            }
            Joined joined = AgentJoin.of(cisco, salesforce, memory);
            check(joined, cisco, salesforce, owners);
            Collections.shuffle(cisco, random);
            Collections.shuffle(salesforce, random);
            Joined shuffled = AgentJoin.of(cisco, salesforce, memory);
            assertThat(shuffled.joined()).as("the order does not count").isEqualTo(joined.joined());
            assertThat(shuffled.findings()).as("the order does not count").isEqualTo(joined.findings());
            memory = joined.memory();
            count += joined.joined().size();
        }
        return count;
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static void check(
            Joined joined, List<CiscoUser> cisco, List<SalesforceUser> salesforce, Map<String, String> owners) {
        List<Agent> agents = joined.joined();
        assertThat(agents).extracting(agent -> AgentJoin.key(agent.loginId())).doesNotHaveDuplicates();
        assertThat(joined.agents().size()).as("unique both ways").isEqualTo(agents.size());
        for (Agent agent : agents) {
            String key = AgentJoin.key(agent.loginId());
            assertThat(cisco.stream()
                            .filter(user -> AgentJoin.key(user.loginId()).equals(key))
                            .distinct())
                    .as("who has %s at Cisco", key)
                    .containsExactly(new CiscoUser(agent.loginId(), agent.skillTargetId(), "First", "Last", true));
            assertThat(salesforce.stream()
                            .filter(user -> AgentJoin.key(user.joinValue()).equals(key))
                            .map(SalesforceUser::userId)
                            .distinct())
                    .as("who has %s in Salesforce", key)
                    .containsExactly(agent.userId());
            assertThat(owners.getOrDefault(key, agent.userId()))
                    .as("who had %s before", key)
                    .isEqualTo(agent.userId());
            String target = Integer.toString(agent.skillTargetId());
            assertThat(owners.getOrDefault(target, agent.userId()))
                    .as("who had %s before", target)
                    .isEqualTo(agent.userId());
            owners.put(key, agent.userId());
            owners.put(target, agent.userId());
        }
        List<Kind> kinds = joined.findings().stream().map(JoinFinding::kind).toList();
        assertThat(kinds).isSorted();
        long active = cisco.stream().filter(CiscoUser::active).distinct().count()
                + salesforce.stream().filter(SalesforceUser::active).distinct().count();
        if (active > 2L * agents.size()) {
            assertThat(kinds).as("somebody is left over").isNotEmpty();
        }
    }
}
