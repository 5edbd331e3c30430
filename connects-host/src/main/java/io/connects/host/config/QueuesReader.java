package io.connects.host.config;

import io.connects.core.routing.RouteMap;
import io.connects.core.routing.RouteTarget;
import io.connects.core.routing.VariableSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code queues} and the {@code correlationVariable} of a route. */
final class QueuesReader {
    static final String DEFAULT_CORRELATION_VARIABLE = "callVariable10";

    private static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern CALL_VARIABLE = Pattern.compile("callVariable([1-9]|10)");
    private static final Pattern VARIABLE = Pattern.compile("callVariable([1-9]|10)|(?!callVariable)[A-Za-z][\\w.]*");

    private static final String NOT_A_VARIABLE =
            "must be callVariable1 to callVariable10 or the name of an ECC variable such as user.case";

    /**
     * What the queues of a route come to.
     *
     * @param count how many targets the map has
     * @param eccNames the ECC variables that are set, in the order of the file, by PIM
     * @param fields the fields of work items that are read
     */
    record Queues(RouteMap map, int count, Map<String, Set<String>> eccNames, Set<String> fields) {}

    private final RouteMap.Builder map = RouteMap.builder();
    private final Set<String> pims;
    private final Map<String, Set<String>> eccNames = new HashMap<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private final String correlation;

    private QueuesReader(String correlation, Set<String> pims) {
        this.correlation = correlation;
        this.pims = pims;
        pims.forEach(pim -> note(pim, correlation, VariableSource.Known.CORRELATION));
    }

    /**
     * The queues; empty when there are none. Those with faults are left out.
     *
     * @param pims the PIMs that queues may name
     */
    static Optional<Queues> read(Section route, Set<String> pims) {
        Optional<String> correlation =
                route.optional("correlationVariable", QueuesReader::variable, DEFAULT_CORRELATION_VARIABLE);
        var reader = new QueuesReader(correlation.orElse(DEFAULT_CORRELATION_VARIABLE), pims);
        Optional<Value> list = route.required("queues");
        if (list.isEmpty()) {
            return Optional.empty();
        }
        int count = 0;
        for (Value item : list.get().items("queue")) {
            item.section().ifPresent(reader::queue);
            count++;
        }
        return Optional.of(new Queues(reader.map.build(), count, reader.eccNames, reader.fields));
    }

    private void queue(Section queue) {
        // What is missing is made up, so that the rest is checked too: nothing of it outlives the fault.
        Optional<String> queueId = queue.required("queueId", Scalars::salesforceId);
        Optional<String> channelId = queue.value("channelId").flatMap(value -> value.as(Scalars::salesforceId));
        String pim = pim(queue);
        int mrdId = queue.required("mrdId", Scalars::positive).orElse(1);
        String selector = queue.required("scriptSelector", text -> text).orElse("?");
        Optional<Duration> start = queue.optional("startTimeout", Durations::parse, DEFAULT_START_TIMEOUT);
        Optional<Duration> push = queue.required("pushTimeout", Durations::parse);
        Map<String, VariableSource> variables = queue.value("variables")
                .flatMap(Value::section)
                .map(section -> variables(pim, section))
                .orElseGet(LinkedHashMap::new);
        variables.put(correlation, VariableSource.Known.CORRELATION);
        queue.end();
        if (start.isEmpty() || push.isEmpty()) {
            return;
        }
        queue.build(() -> new RouteTarget(pim, mrdId, selector, start.get(), push.get(), variables))
                .ifPresent(target ->
                        queueId.ifPresent(id -> queue.build(() -> map.add(id, channelId.orElse(null), target))));
    }

    private Map<String, VariableSource> variables(String pim, Section section) {
        var variables = new LinkedHashMap<String, VariableSource>();
        section.values().forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                value.fault(NOT_A_VARIABLE);
                return;
            }
            if (name.equals(correlation)) {
                value.fault("carries the correlation value; choose another variable, or another correlationVariable");
            }
            VariableSource source = value.as(VariableSource::of).orElse(VariableSource.Known.CORRELATION);
            variables.put(name, source);
            note(pim, name, source);
        });
        return variables;
    }

    /** The PIM that the queue names, which it need not where there is one only. */
    private String pim(Section queue) {
        String only = pims.size() == 1 ? pims.iterator().next() : null;
        Optional<Value> named = queue.value("pim");
        if (named.isEmpty()) {
            if (only == null) {
                queue.fault("needs a pim, one of " + String.join(", ", pims));
            }
            return only == null ? RouteTarget.ONLY : only;
        }
        String pim = named.get().text().orElse(RouteTarget.ONLY);
        if (!pims.contains(pim)) {
            named.get().fault("is not the name of a PIM in this route's mri");
        }
        return pim;
    }

    private void note(String pim, String name, VariableSource source) {
        if (!isCallVariable(name)) {
            eccNames.computeIfAbsent(pim, none -> new LinkedHashSet<>()).add(name);
        }
        if (source instanceof VariableSource.Field field) {
            fields.add(field.apiName());
        }
    }

    static boolean isCallVariable(String name) {
        return CALL_VARIABLE.matcher(name).matches();
    }

    /** The name of a call variable or an ECC variable. */
    static String variable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException(NOT_A_VARIABLE + ", was '" + name + "'");
        }
        return name;
    }
}
