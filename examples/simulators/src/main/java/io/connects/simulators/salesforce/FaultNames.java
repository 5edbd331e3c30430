package io.connects.simulators.salesforce;

import io.connects.simulators.salesforce.OrgFaults.Operation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The faults of a script by name. What a fault needs is read before the script runs. */
final class FaultNames {
    /** @param parameters their names; the last one takes the rest of the line */
    private record Fault(List<String> parameters, Function<List<String>, Consumer<SalesforceOrg>> reader) {}

    private static final Map<String, Fault> FAULTS = new TreeMap<>();

    private FaultNames() {}

    private static void add(String usage, Function<List<String>, Consumer<SalesforceOrg>> reader) {
        List<String> words = List.of(usage.split(" ", -1));
        FAULTS.put(words.get(0), new Fault(words.subList(1, words.size()), reader));
    }

    private static void operation(String usage, Consumer<SalesforceOrg> action) {
        add(usage, given -> action);
    }

    private interface Counted {
        void next(OrgFaults faults, int count);
    }

    private static void counted(String name, Counted action) {
        add(name + " COUNT", given -> {
            int count = count(given.get(0));
            return org -> action.next(org.faults(), count);
        });
    }

    static {
        operation("expire-tokens", SalesforceOrg::expireTokens);
        operation("kill-sessions", SalesforceOrg::killStreamingSessions);
        operation("switch-instance", SalesforceOrg::switchInstance);
        operation("stop", SalesforceOrg::stop);
        operation("start", SalesforceOrg::start);
        operation("forget-events", org -> org.faults().forgetEvents());
        operation("allow-streaming", org -> org.faults().allowStreaming());
        add("refuse-streaming REASON", given -> org -> org.faults().refuseStreaming(given.get(0)));
        add(
                "refuse-subscriptions CHANNEL ERROR",
                given -> org -> org.faults().refuseSubscriptions(given.get(0), given.get(1)));
        add("allow-subscriptions CHANNEL", given -> org -> org.faults().allowSubscriptions(given.get(0)));
        add("daily-events on|off", given -> {
            boolean on = on(given.get(0));
            return org -> org.faults().exceedDailyEvents(on);
        });
        add("readonly on|off", given -> {
            boolean on = on(given.get(0));
            return org -> org.faults().readOnly(on);
        });
        counted("mislead-handshakes", OrgFaults::misleadHandshakes);
        counted("gap-changes", OrgFaults::gapChanges);
        counted("drop-events", OrgFaults::dropEvents);
        counted("duplicate-events", OrgFaults::duplicateEvents);
        counted("reorder-events", OrgFaults::reorderEvents);
        counted("cut-creates", OrgFaults::cutAnswersOfCreates);
        counted("lock-rows", OrgFaults::lockRows);
        counted("tear-answers", OrgFaults::tearAnswers);
        counted("tear-streaming", OrgFaults::tearStreaming);
        add("trickle-answers COUNT PAUSE", given -> {
            int count = count(given.get(0));
            Duration pause = FaultScript.duration(given.get(1));
            return org -> org.faults().trickleAnswers(count, pause);
        });
        add("trickle-streaming COUNT PAUSE", given -> {
            int count = count(given.get(0));
            Duration pause = FaultScript.duration(given.get(1));
            return org -> org.faults().trickleStreaming(count, pause);
        });
        add("deny-handshakes COUNT REASON", given -> {
            int count = count(given.get(0));
            return org -> org.faults().denyHandshakes(count, given.get(1));
        });
        add("refuse-tokens COUNT ERROR DESCRIPTION", given -> {
            int count = count(given.get(0));
            return org -> org.faults().refuseTokens(count, given.get(1), given.get(2));
        });
        add("refuse-creates COUNT CODE MESSAGE", given -> {
            int count = count(given.get(0));
            return org -> org.faults().refuseCreates(count, given.get(1), given.get(2));
        });
        add("html COUNT STATUS", given -> {
            int count = count(given.get(0));
            int status = count(given.get(1));
            return org -> org.faults().answerWithHtml(count, status);
        });
        add("rest-error COUNT STATUS CODE MESSAGE", given -> {
            int count = count(given.get(0));
            RawAnswer answer = RawAnswer.error(count(given.get(1)), given.get(2), given.get(3));
            return org -> org.faults().answerRest(count, answer);
        });
        add("delay OPERATION PAUSE", given -> {
            Operation operation = Operation.valueOf(given.get(0).toUpperCase(Locale.ROOT));
            Duration pause = FaultScript.duration(given.get(1));
            return org -> org.faults().delayAnswers(operation, pause);
        });
        add("trigger on|together|off", given -> {
            boolean together = given.get(0).equals("together");
            boolean on = together || on(given.get(0));
            return org -> org.faults().failTrigger(on, together);
        });
        add(
                "validate-queue QUEUE MESSAGE",
                given -> org -> org.faults()
                        .validateQueue(queue(org, given.get(0)), given.get(1).equals("off") ? "" : given.get(1)));
        add("spend-requests COUNT", given -> {
            int count = count(given.get(0));
            return org -> org.spendRequests(count);
        });
        add("overflow OBJECT", given -> org -> org.overflowChanges(given.get(0)));
        add("move-all FROM TO COUNT", given -> {
            int count = count(given.get(2));
            return org -> org.moveAll(queue(org, given.get(0)), queue(org, given.get(1)), count);
        });
        add("import-cases COUNT QUEUE", given -> {
            int count = count(given.get(0));
            return org -> org.importCases(count, queue(org, given.get(1)));
        });
    }

    /** What a fault with these words does; fails with IllegalArgumentException that says what is expected. */
    static Consumer<SalesforceOrg> action(String name, String words) {
        Fault fault = FAULTS.get(name);
        if (fault == null) {
            throw new IllegalArgumentException(
                    "no fault is called " + name + "; there are " + String.join(", ", FAULTS.keySet()));
        }
        List<String> expected = fault.parameters();
        List<String> given =
                words.isEmpty() ? List.of() : Arrays.asList(words.split("\\s+", Math.max(1, expected.size())));
        if (given.size() != expected.size()) {
            throw new IllegalArgumentException("expected: " + name + " " + String.join(" ", expected));
        }
        return fault.reader().apply(given);
    }

    private static int count(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return Integer.parseInt(text);
    }

    private static boolean on(String text) {
        if (!text.equals("on") && !text.equals("off")) {
            throw new IllegalArgumentException("expected on or off: " + text);
        }
        return text.equals("on");
    }

    /** A queue's id by its name. */
    private static String queue(SalesforceOrg org, String name) {
        String id = org.everyNamed("Group", "Name").get(name);
        if (id == null) {
            throw new IllegalArgumentException("no queue is called " + name);
        }
        return id;
    }
}
