package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.routing.Agent;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import io.connects.core.routing.WorkSource.State;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.testorg.TestOrg;
import io.connects.salesforce.testorg.TestStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a source does while no events arrive, and with events that tell less than they could. */
@Timeout(60)
final class FeedTest {
    private static final String NO_PSR = SalesforceId.of("0JR000000009999").value();
    private static final String NO_WORK = SalesforceId.of("0Bz000000009999").value();
    private static final String ORG = "00D000000000001EAA";

    private final Heard heard = new Heard();
    private TestOrg org;
    private WorkSource source;

    @BeforeEach
    void startOrg() throws Exception {
        org = new TestOrg();
    }

    @AfterEach
    void stop() {
        source.close();
        org.close();
    }

    private static ExternalRoutingOptions.Builder quick() {
        return TestOrg.routing().pollFastest(Duration.ofMillis(50)).pollSlowest(Duration.ofMillis(50));
    }

    private void start(ExternalRoutingOptions options) {
        source = SalesforceWorkSource.open(org.options().build(), options);
        source.start(heard);
    }

    private static void eventually(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition::getAsBoolean);
    }

    private Psr put() {
        Psr psr = org.newPsr();
        org.put(psr);
        return psr;
    }

    @Test
    void asks_at_once_when_no_topic_can_be_had_and_hears_again_when_there_is_one() {
        start(quick().createTopics(false).agentWorkTopic(null).build());
        Psr psr = put();
        eventually(() -> heard.read.contains(psr.id()));
        assertThat(heard.state).isEqualTo(State.DEGRADED);
        assertThat(heard.states).last().asString().contains("asking instead of hearing", "Name=ConnectsPsr");
        String query =
                heard.states.get(heard.states.size() - 1).replaceFirst(".*Query=(SELECT .*), NotifyForFields.*", "$1");
        org.createTopic("ConnectsPsr", query);
        eventually(() -> heard.state == State.LIVE);
        eventually(() -> heard.states.get(heard.states.size() - 1).equals("LIVE subscribed"));
        Psr later = put();
        eventually(() -> heard.changed.contains(later));
    }

    @Test
    void asks_at_once_when_the_channel_is_refused_and_goes_on_for_ever() {
        org.stream().refuseSubscriptions("/topic/ConnectsPsr", Integer.MAX_VALUE);
        start(quick().agentWorkTopic(null).degradeAfter(Duration.ofHours(1)).build());
        eventually(() -> heard.state == State.DEGRADED && heard.ended > 2);
        Psr psr = put();
        eventually(() -> heard.read.contains(psr.id()));
    }

    @Test
    void asks_after_some_patience_when_the_trouble_may_pass() {
        for (int i = 0; i < 1_000; i++) {
            org.stream()
                    .refuseNext(new TestStream.Refusal(
                            "/meta/handshake", "401::Authentication invalid", "503::Server is too busy.", "none"));
        }
        start(quick().degradeAfter(Duration.ofMillis(300)).build());
        eventually(() -> heard.state == State.DEGRADED && heard.ended > 1);
        assertThat(heard.states).anySatisfy(state -> assertThat(state).contains("503::Server is too busy"));
    }

    @Test
    void says_that_neither_works_and_goes_on_asking() throws Exception {
        start(quick().feed(FeedKind.NONE).build());
        eventually(() -> heard.state == State.DEGRADED);
        org.stop();
        eventually(() -> heard.state == State.DOWN);
        assertThat(heard.states).last().asString().contains("no snapshot");
        org.start();
        eventually(() -> heard.state == State.DEGRADED);
    }

    @Test
    void reads_whole_pages_while_it_asks_and_changes_while_it_hears() {
        put();
        start(quick().snapshotEvery(Duration.ofMillis(100)).build());
        eventually(() -> heard.state == State.LIVE && heard.ended == 1);
        Psr psr = put();
        eventually(() -> heard.changed.stream().filter(psr::equals).count() > 1);
        org.delete(psr.id());
        eventually(() -> heard.removed.stream().filter(psr.id()::equals).count() > 1);
        assertThat(heard.snapshots).containsExactly("subscribed");
    }

    @Test
    void reads_everything_again_when_it_is_time() {
        put();
        start(quick().snapshotEvery(Duration.ofMillis(50))
                .readAllEvery(Duration.ofMillis(120))
                .build());
        eventually(() -> heard.ended > 2);
        assertThat(heard.snapshots).contains("periodic");
    }

    @Test
    void reads_every_record_of_an_event_that_tells_of_many() {
        changes(null);
        Psr first = put();
        Psr second = put();
        org.publishChange(
                "PendingServiceRouting", "UPDATE", List.of(first.id(), second.id()), Map.of("IsPushed", false));
        eventually(() -> heard.changed.stream().filter(second::equals).count() > 1
                && heard.changed.stream().filter(first::equals).count() > 1);
    }

    @Test
    void reads_what_a_gap_event_tells_of() {
        changes(null);
        Psr psr = put();
        org.publishChange("PendingServiceRouting", "GAP_UPDATE", List.of(psr.id()), Map.of());
        eventually(() -> heard.changed.stream().filter(psr::equals).count() > 1);
        org.publishChange("PendingServiceRouting", "GAP_DELETE", List.of(NO_PSR), Map.of());
        eventually(() -> heard.removed.contains(NO_PSR));
    }

    @Test
    void reads_everything_after_an_overflow() {
        changes(null);
        org.publishChange("PendingServiceRouting", "GAP_OVERFLOW", List.of(), Map.of());
        eventually(() -> heard.ended > 1);
        assertThat(heard.snapshots).last().asString().contains("more PendingServiceRouting changed at once");
    }

    @Test
    void reads_agent_work_of_which_only_the_status_is_told() {
        changes(null);
        Psr psr = put();
        assign(psr);
        String work = org.agentWorks(psr.id()).get(0).id();
        org.publishChange("AgentWork", "UPDATE", List.of(work), Map.of("Status", "Opened"));
        org.publishChange("AgentWork", "UPDATE", List.of(NO_WORK), Map.of("Status", "Opened"));
        eventually(() -> heard.works.stream().anyMatch(one -> one.id().equals(work)));
        assertThat(heard.works).allSatisfy(one -> assertThat(one.psrId()).isEqualTo(psr.id()));
    }

    @Test
    void asks_for_deletions_that_a_filter_keeps_back() {
        changes("RoutingModel='ExternalRouting'");
        Psr psr = put();
        // Deletions are asked for from the newest record on that was read.
        eventually(() -> heard.changed.contains(psr) && heard.read.contains(psr.id()));
        org.delete(psr.id());
        eventually(() -> heard.removed.contains(psr.id()));
    }

    @Test
    void says_which_channel_is_missing_and_asks_meanwhile() {
        start(quick().feed(FeedKind.CHANGE_EVENTS).build());
        eventually(() -> heard.state == State.DEGRADED);
        assertThat(heard.states).anySatisfy(state -> assertThat(state).contains("./connects salesforce setup"));
        org.createChannel(null);
        eventually(() -> heard.state == State.LIVE);
    }

    @Test
    void routes_no_other_org_than_the_expected_one() {
        org.organization(ORG, true);
        Psr psr = put();
        start(quick().expectedOrganization("00D000000000002EAA").build());
        eventually(() -> heard.states.stream().anyMatch(state -> state.contains("leads to the org " + ORG)));
        assertThat(assign(psr))
                .isInstanceOfSatisfying(
                        AssignmentResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("WRONG_ORG"));
        assertThat(heard.snapshots).isEmpty();
        assertThat(org.topics()).isEmpty();
        org.organization("00D000000000002EAA", true);
        eventually(() -> heard.state == State.LIVE);
    }

    @Test
    void routes_no_sandbox_where_a_production_org_is_expected() {
        org.organization(ORG, true);
        start(quick().expectedOrganization(ORG).expectedSandbox(false).build());
        eventually(() -> heard.states.stream().anyMatch(state -> state.contains("leads to a sandbox")));
        assertThat(heard.snapshots).isEmpty();
    }

    private void changes(String filter) {
        org.createChannel(filter);
        start(quick().feed(FeedKind.CHANGE_EVENTS)
                .snapshotEvery(filter == null ? Duration.ofMinutes(15) : Duration.ofMillis(100))
                .build());
        eventually(() -> heard.state == State.LIVE && heard.ended > 0);
    }

    private AssignmentResult assign(Psr psr) {
        Duration within = Duration.ofSeconds(5);
        return source.assign(psr, new Agent("an-agent", 1000, org.userId()), within, within)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
