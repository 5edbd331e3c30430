package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.simulators.desktop.OmniHand.Offer;
import io.connects.simulators.salesforce.SalesforceLedger.Duplicate.Kind;
import io.connects.simulators.salesforce.SalesforceLedger.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExternalRoutingTest {
    private final ManualScheduler time = new ManualScheduler();
    private final SalesforceOrg org =
            new SalesforceOrg(OrgOptions.builder().clock(time).scheduler(time).build());
    private final List<Offer> offers = new CopyOnWriteArrayList<>();
    private final List<String> gone = new CopyOnWriteArrayList<>();
    private RestClient rest;
    private String queue;
    private String anna;
    private String bruno;

    @BeforeEach
    void open() {
        org.start();
        rest = RestClient.loggedIn(org);
        queue = org.createQueue("Support", Duration.ofMillis(1500));
        anna = user("anna", 1);
        bruno = user("bruno", 5);
    }

    private String user(String name, double capacity) {
        String id = org.createUser(name, capacity);
        org.online(id);
        org.onOffer(id, offers::add);
        org.onGone(id, gone::add);
        return id;
    }

    @AfterEach
    void close() {
        org.close();
        time.shutdownNow();
    }

    private Map<String, Object> psr(String id) {
        return org.record(id).orElseThrow();
    }

    private String assign(String psrId, String userId) {
        var answer = rest.assign(psrId, userId);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private String status(String workId) {
        return String.valueOf(org.record(workId).orElseThrow().get("Status"));
    }

    @Test
    void an_item_in_the_queue_waits_with_a_psr_and_goes_when_accepted() {
        var queued = org.createCase(Map.of("Subject", "hello"), queue);
        assertThat(psr(queued.psrId()))
                .containsEntry("Serial", 1L)
                .containsEntry("GroupId", queue)
                .containsEntry("QueueId", queue)
                .containsEntry("IsReadyForRouting", true)
                .containsEntry("IsPushed", false)
                .containsEntry("PushTimeout", 2L)
                .containsEntry("RoutingModel", "ExternalRouting");
        assertThat(org.ledger().lostCandidates()).hasSize(1);

        String work = assign(queued.psrId(), anna);
        assertThat(psr(queued.psrId()))
                .containsEntry("Serial", 2L)
                .containsEntry("IsPushed", true)
                .containsEntry("IsPushAttempted", true);
        await().until(() -> offers.size() == 1);
        assertThat(offers.get(0)).isEqualTo(new Offer(work, queued.psrId(), queued.workItemId(), anna));

        assertThat(org.accept(work)).isTrue();
        assertThat(org.accept(work)).isFalse();
        assertThat(status(work)).isEqualTo("Opened");
        assertThat(org.record(queued.psrId())).isEmpty();
        assertThat(org.record(queued.workItemId()).orElseThrow()).containsEntry("OwnerId", anna);
        assertThat(org.close(work)).isTrue();

        time.advance(Duration.ofSeconds(10));
        SalesforceLedger ledger = org.ledger();
        assertThat(ledger.works().get(0).statuses().keySet()).containsExactly("Assigned", "Opened", "Closed");
        assertThat(ledger.psrs().get(0).ending()).hasValue(Ending.ACCEPTED);
        assertThat(ledger.lostCandidates()).isEmpty();
        assertThat(ledger.duplicates()).isEmpty();
    }

    @Test
    void a_delayed_answer_comes_late_but_what_it_tells_is_done_at_once() {
        String psr = org.createCase(Map.of(), queue).psrId();
        org.faults().delayAnswers(OrgFaults.Operation.CREATE, Duration.ofSeconds(30));
        var answer = java.util.concurrent.CompletableFuture.supplyAsync(() -> rest.assign(psr, anna));
        await().until(() -> psr(psr).get("IsPushed").equals(true));
        assertThat(answer).isNotDone();
        await().until(() -> {
            time.advance(Duration.ofSeconds(30));
            return answer.isDone();
        });
        assertThat(answer.join().status()).isEqualTo(201);
    }

    @Test
    void a_decline_brings_the_same_psr_back() {
        String psr = org.createCase(Map.of(), queue).psrId();
        String work = assign(psr, anna);
        assertThat(org.decline(work)).isTrue();
        assertThat(status(work)).isEqualTo("Declined");
        assertThat(psr(psr))
                .containsEntry("IsPushed", false)
                .containsEntry("Serial", 3L)
                .containsKey("LastDeclinedAgentSession");
        assertThat(org.accept(assign(psr, bruno))).isTrue();
    }

    @Test
    void an_offer_nobody_answers_ends_at_the_push_timeout_and_not_before() {
        String psr = org.createCase(Map.of(), queue).psrId();
        String work = assign(psr, anna);
        time.advance(Duration.ofMillis(1499));
        assertThat(status(work)).isEqualTo("Assigned");
        time.advance(Duration.ofMillis(1));
        await().until(() -> gone.equals(List.of(work)));
        assertThat(status(work)).isEqualTo("DeclinedOnPushTimeout");
        assertThat(psr(psr)).containsEntry("IsPushed", false).containsKey("LastDeclinedAgentSession");
    }

    @Test
    void an_agent_who_goes_offline_leaves_his_offer_unavailable() {
        String psr = org.createCase(Map.of(), queue).psrId();
        String work = assign(psr, anna);
        org.offline(anna);
        assertThat(status(work)).isEqualTo("Unavailable");
        assertThat(psr(psr)).containsEntry("IsPushed", false).doesNotContainKey("LastDeclinedAgentSession");
        assertThat(rest.assign(psr, anna).errorCode()).isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        org.setActive(anna, false);
        assertThat(rest.assign(psr, anna).errorCode()).isEqualTo("INACTIVE_OWNER_OR_USER");
    }

    @Test
    void a_withdrawn_item_takes_its_offer_along() {
        var queued = org.createCase(Map.of(), queue);
        String work = assign(queued.psrId(), anna);
        assertThat(org.withdraw(queued.psrId())).isTrue();
        assertThat(org.withdraw(queued.workItemId())).isFalse();
        assertThat(status(work)).isEqualTo("Canceled");
        await().until(() -> gone.equals(List.of(work)));
        assertThat(org.accept(work)).isFalse();
        assertThat(org.record(queued.workItemId()).orElseThrow()).containsEntry("IsClosed", true);
        assertThat(org.ledger().ended(Ending.WITHDRAWN)).isEqualTo(1);
    }

    @Test
    void a_create_for_a_gone_psr_is_refused_and_counted() {
        var queued = org.createCase(Map.of(), queue);
        var psr = rest.get(RestClient.DATA + "/sobjects/PendingServiceRouting/" + queued.psrId())
                .json();
        org.withdraw(queued.psrId());
        var answer =
                rest.post(RestClient.DATA + "/sobjects/AgentWork", RestClient.assignment(psr, queued.psrId(), anna));
        assertThat(answer.errorCode()).isEqualTo("ENTITY_IS_DELETED");
        assertThat(org.ledger().attemptsAfterEnd()).hasSize(1);
        assertThat(org.ledger().duplicates())
                .as("nobody was told of the withdrawal")
                .isEmpty();
    }

    @Test
    void closing_or_deleting_an_item_over_rest_withdraws_it() {
        var first = org.createCase(Map.of(), queue);
        var second = org.createWork("Ticket__c", Map.of("Subject__c", "custom"), queue, Map.of());
        var third = org.createCase(Map.of(), queue);
        rest.patch(RestClient.DATA + "/sobjects/Case/" + first.workItemId(), Map.of("Status", "Closed"));
        rest.delete(RestClient.DATA + "/sobjects/Ticket__c/" + second.workItemId());
        rest.patch(RestClient.DATA + "/sobjects/Case/" + third.workItemId(), Map.of("OwnerId", bruno));
        assertThat(org.ledger().ended(Ending.WITHDRAWN)).isEqualTo(3);
    }

    @Test
    void moving_a_waiting_item_keeps_its_psr_with_a_higher_serial() {
        var queued = org.createCase(Map.of(), queue);
        String other = org.createQueue(new QueueSettings("Sales", Duration.ofSeconds(9), 7, null, true));
        assertThat(org.moveToQueue(queued.workItemId(), other)).isEqualTo(queued.psrId());
        assertThat(psr(queued.psrId()))
                .containsEntry("Serial", 2L)
                .containsEntry("GroupId", other)
                .containsEntry("RoutingPriority", 7L)
                .containsEntry("IsTransfer", false);
        assertThat(org.retarget(queued.psrId(), Map.of("PreferredUserId", anna)))
                .isTrue();
        assertThat(psr(queued.psrId())).containsEntry("Serial", 3L).containsEntry("PreferredUserId", anna);
    }

    @Test
    void an_open_item_given_to_a_queue_is_transferred_with_a_new_psr() {
        var queued = org.createCase(Map.of(), queue);
        String work = assign(queued.psrId(), anna);
        org.accept(work);
        String next = org.moveToQueue(queued.workItemId(), queue);
        assertThat(next).isNotEqualTo(queued.psrId());
        assertThat(psr(next)).containsEntry("IsTransfer", true).containsEntry("Serial", 1L);
        assertThat(status(work)).isEqualTo("Transferred");
    }

    @Test
    void capacity_is_checked_unless_told_to_skip() {
        org.accept(assign(org.createCase(Map.of(), queue).psrId(), anna));
        var second = org.createCase(Map.of(), queue);
        assertThat(rest.assign(second.psrId(), anna).errorCode()).isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        var psr = rest.get(RestClient.DATA + "/sobjects/PendingServiceRouting/" + second.psrId())
                .json();
        var body = new java.util.HashMap<>(RestClient.assignment(psr, second.psrId(), anna));
        body.put("ShouldSkipCapacityCheck", true);
        assertThat(rest.post(RestClient.DATA + "/sobjects/AgentWork", body).status())
                .isEqualTo(201);
    }

    @Test
    void a_second_agent_work_is_taken_by_default_and_counted_as_a_duplicate() {
        String psr = org.createCase(Map.of(), queue).psrId();
        assign(psr, anna);
        assign(psr, bruno);
        assertThat(org.ledger().duplicates())
                .extracting(SalesforceLedger.Duplicate::kind)
                .containsExactly(Kind.TWO_ACTIVE);
    }

    @Test
    void a_second_agent_work_is_refused_by_switch_and_counted_all_the_same() {
        org.refuseSecondAgentWork(true);
        String psr = org.createCase(Map.of(), queue).psrId();
        assign(psr, anna);
        assertThat(rest.assign(psr, bruno).errorCode()).isEqualTo("DUPLICATE_VALUE");
        assertThat(org.ledger().duplicates())
                .extracting(SalesforceLedger.Duplicate::kind)
                .containsExactly(Kind.SECOND_REFUSED);
        assertThat(org.ledger().summary()).contains("duplicated=1").contains("refused=1");
    }

    @Test
    void one_agent_after_another_is_no_duplicate() {
        String psr = org.createCase(Map.of(), queue).psrId();
        org.decline(assign(psr, anna));
        org.decline(assign(psr, bruno));
        org.accept(assign(psr, bruno));
        assertThat(org.ledger().duplicates()).isEmpty();
        assertThat(org.ledger().everIn("Declined")).isEqualTo(2);
    }
}
