package io.connects.host.config;

import io.connects.core.routing.LabelAction;
import io.connects.core.routing.RoutingOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the {@code settings} and the {@code labels} of a route; both may be missing. */
final class SettingsReader {
    /** Stands for every label that is not named. */
    private static final String OTHERS = "others";

    private SettingsReader() {}

    static Optional<RoutingOptions> read(Section route) {
        RoutingOptions.Builder builder = RoutingOptions.builder();
        route.value("labels").flatMap(Value::section).ifPresent(labels -> labels(labels, builder));
        Optional<Value> settings = route.value("settings");
        if (settings.isEmpty()) {
            return Optional.of(builder.build());
        }
        return settings.get().section().flatMap(section -> {
            numbers(section, builder);
            times(section, builder);
            section.end();
            return section.build(builder::build);
        });
    }

    private static void numbers(Section settings, RoutingOptions.Builder builder) {
        settings.set("window", Scalars::integer, builder::window);
        settings.set("selectorWindow", Scalars::integer, builder::selectorWindow);
        settings.set("pacePerSecond", Scalars::integer, builder::pacePerSecond);
        settings.set("burst", Scalars::integer, builder::burst);
        settings.set("readAhead", Scalars::integer, builder::readAhead);
        settings.set("failuresBeforeParking", Scalars::integer, builder::failuresBeforeParking);
        settings.set("submissionsPerMinute", Scalars::integer, builder::submissionsPerMinute);
        settings.set("failuresToOpen", Scalars::integer, builder::failuresToOpen);
        settings.set("agentFailuresToAlarm", Scalars::integer, builder::agentFailuresToAlarm);
        settings.set("foreignWorksToStop", Scalars::integer, builder::foreignWorksToStop);
    }

    private static void times(Section settings, RoutingOptions.Builder builder) {
        settings.set("longestDialogue", Durations::parse, builder::longestDialogue);
        settings.set("parkedFor", Durations::parse, builder::parkedFor);
        settings.set("assignmentMargin", Durations::parse, builder::assignmentMargin);
        settings.set("assignmentTimeout", Durations::parse, builder::assignmentTimeout);
        settings.set("probeInterval", Durations::parse, builder::probeInterval);
        settings.set("tombstonesFor", Durations::parse, builder::tombstonesFor);
        settings.set("tasksRememberedFor", Durations::parse, builder::tasksRememberedFor);
        delays(settings, "retryDelays", builder::retryDelays);
        delays(settings, "resubmitDelays", builder::resubmitDelays);
    }

    private static void delays(Section settings, String key, Consumer<List<Duration>> setter) {
        settings.value(key).ifPresent(list -> {
            var delays = new ArrayList<Duration>();
            for (Value item : list.items("delay")) {
                item.as(Durations::parse).ifPresent(delays::add);
            }
            if (!delays.isEmpty()) {
                setter.accept(delays);
            }
        });
    }

    private static void labels(Section section, RoutingOptions.Builder builder) {
        Map<String, LabelAction> actions = new LinkedHashMap<>();
        section.values()
                .forEach((label, value) ->
                        value.as(SettingsReader::action).ifPresent(action -> actions.put(label, action)));
        LabelAction others = actions.remove(OTHERS);
        builder.labels(actions, others == null ? new LabelAction.Park() : others);
    }

    /** One of {@code park}, {@code ignore}, {@code retry 5m} and {@code hand-to-queue <queue id>}. */
    private static LabelAction action(String text) {
        String[] words = text.trim().split("\\s+", 2);
        String operand = words.length == 2 ? words[1] : "";
        return switch (words[0] + (operand.isEmpty() ? "" : " *")) {
            case "park" -> new LabelAction.Park();
            case "ignore" -> new LabelAction.Ignore();
            case "retry *" -> new LabelAction.RetryAfter(Durations.parse(operand));
            case "hand-to-queue *" -> new LabelAction.HandToQueue(Scalars.salesforceId(operand));
            default ->
                throw new IllegalArgumentException(
                        "must be park, ignore, retry <time> or hand-to-queue <queue id>, was '" + text + "'");
        };
    }
}
