package io.connects.core.directory;

import io.connects.core.routing.Agent;
import io.connects.core.routing.Agents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Joins the users of both sides: a Cisco user is the Salesforce user whose join value is the login id, in any case. Nothing doubtful is joined: an
 * id that two have is nobody's, and one that was another's before is not given away until somebody says so. Everybody active who is left over has a
 * finding. Pure; the answer depends on what is given, not on its order.
 */
public final class AgentJoin {
    private final JoinMemory before;
    private final Findings findings = new Findings();
    private final List<Agent> agents = new ArrayList<>();

    private AgentJoin(JoinMemory before) {
        this.before = before;
    }

    /**
     * What a join gives. Immutable.
     *
     * @param joined who is the same on both sides, by login id
     * @param findings by kind, then subject
     * @param memory for the next join
     */
    public record Joined(List<Agent> joined, List<JoinFinding> findings, JoinMemory memory) {
        public Joined {
            joined = List.copyOf(joined);
            findings = List.copyOf(findings);
        }

        /** The same for the routing engine. */
        public Agents agents() {
            return Agents.of(joined);
        }
    }

    /**
     * Joins.
     *
     * @param before what earlier joins learnt; {@link JoinMemory#NONE} for the first
     */
    public static Joined of(
            Collection<CiscoUser> ciscoUsers, Collection<SalesforceUser> salesforceUsers, JoinMemory before) {
        var join = new AgentJoin(before);
        join.run(new LinkedHashSet<>(ciscoUsers), new LinkedHashSet<>(salesforceUsers));
        return new Joined(join.agents, join.findings.sorted(), before.with(join.agents));
    }

    /** How login ids and join values are compared. */
    static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private void run(Set<CiscoUser> ciscoUsers, Set<SalesforceUser> salesforceUsers) {
        Map<String, List<CiscoUser>> byLogin = group(ciscoUsers, user -> key(user.loginId()));
        Map<Integer, List<CiscoUser>> byTarget = group(ciscoUsers, CiscoUser::skillTargetId);
        Map<String, List<SalesforceUser>> byValue = group(salesforceUsers, user -> key(user.joinValue()));
        Map<String, List<SalesforceUser>> byId = group(salesforceUsers, SalesforceUser::userId);
        var nobody = new HashSet<Object>();
        byLogin.getOrDefault("", List.of()).forEach(findings::noLoginId);
        byValue.getOrDefault("", List.of()).stream()
                .filter(SalesforceUser::active)
                .forEach(findings::noJoinValue);
        byLogin.remove("");
        byValue.remove("");
        several(byLogin, nobody, findings::loginIdTwice);
        several(byTarget, nobody, findings::skillTargetIdTwice);
        several(byValue, nobody, findings::joinValueTwice);
        several(byId, nobody, findings::userIdTwice);

        var logins = new TreeMap<>(byLogin);
        logins.forEach((login, users) -> {
            List<SalesforceUser> partners = byValue.getOrDefault(login, List.of());
            if (partners.isEmpty()) {
                users.stream()
                        .filter(user -> user.active() && !nobody.contains(user))
                        .forEach(findings::noSalesforceUser);
            } else if (users.stream().noneMatch(nobody::contains)
                    && partners.stream().noneMatch(nobody::contains)) {
                pair(users.get(0), partners.get(0));
            }
        });
        byValue.forEach((value, users) -> {
            if (!byLogin.containsKey(value)) {
                users.stream()
                        .filter(user -> user.active() && !nobody.contains(user))
                        .forEach(findings::noCiscoUser);
            }
        });
    }

    /** Two who have each other alone. */
    private void pair(CiscoUser cisco, SalesforceUser salesforce) {
        if (!cisco.active()) {
            findings.ciscoUserInactive(cisco, salesforce);
        }
        if (!salesforce.active()) {
            findings.salesforceUserInactive(salesforce, cisco);
        }
        Integer target = cisco.skillTargetId();
        if (target == null) {
            findings.noSkillTargetId(cisco);
        }
        String loginsUser = another(before.userOfLoginId(cisco.loginId()).orElse(null), salesforce);
        if (loginsUser != null) {
            findings.loginIdReused(cisco, salesforce, loginsUser);
        }
        String targetsUser = target == null
                ? null
                : another(before.userOfSkillTargetId(target).orElse(null), salesforce);
        if (targetsUser != null && target != null) {
            findings.skillTargetIdReused(target, cisco, salesforce, targetsUser);
        }
        if (cisco.active() && salesforce.active() && target != null && loginsUser == null && targetsUser == null) {
            agents.add(new Agent(cisco.loginId(), target, salesforce.userId()));
        }
    }

    private static @Nullable String another(@Nullable String userId, SalesforceUser user) {
        return userId == null || userId.equals(user.userId()) ? null : userId;
    }

    private static <K, U> Map<K, List<U>> group(Collection<U> users, Function<U, @Nullable K> key) {
        var groups = new TreeMap<K, List<U>>();
        for (U user : users) {
            K found = key.apply(user);
            if (found != null) {
                groups.computeIfAbsent(found, none -> new ArrayList<>()).add(user);
            }
        }
        return groups;
    }

    private interface Several<K, U> {
        void found(K key, List<U> users);
    }

    private static <K, U> void several(Map<K, List<U>> groups, Set<Object> nobody, Several<K, U> finding) {
        groups.forEach((key, users) -> {
            if (users.size() > 1) {
                nobody.addAll(users);
                finding.found(key, users);
            }
        });
    }
}
