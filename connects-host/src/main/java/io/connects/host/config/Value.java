package io.connects.host.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One value of the configuration, where it stands and how to read it. Every way to fail is reported to {@link Faults}. */
final class Value {
    /** How the messages of {@link IllegalArgumentException}s begin that value classes throw. */
    private static final Pattern PARAMETER = Pattern.compile("^(?:paths\\.)?[a-zA-Z]+: ");

    private static final Pattern ISO_DURATION = Pattern.compile("-?\\bPT-?\\d[-0-9HMS.]*");

    final String path;
    final int line;
    private final Node node;
    private final Environment environment;
    private final Faults faults;

    Value(String path, int line, Node node, Environment environment, Faults faults) {
        this.path = path;
        this.line = line;
        this.node = node;
        this.environment = environment;
        this.faults = faults;
    }

    /** Reports something wrong with this value. */
    void fault(String message) {
        faults.add(path, line, message);
    }

    boolean isMapping() {
        return node instanceof Node.Mapping;
    }

    boolean isSequence() {
        return node instanceof Node.Sequence;
    }

    /** The text, with what it takes from the environment. */
    Optional<String> text() {
        return as(text -> text);
    }

    /**
     * What a parser makes of the text.
     *
     * @param parser throws {@link IllegalArgumentException} on a text that it cannot read
     */
    <T> Optional<T> as(Function<String, T> parser) {
        if (!(node instanceof Node.Scalar scalar)) {
            fault(node instanceof Node.Empty ? "is empty" : "must be a single value");
            return Optional.empty();
        }
        String text = null;
        try {
            text = environment.resolve(scalar.text());
            if (text.isEmpty()) {
                fault("is empty");
                return Optional.empty();
            }
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            String message = PARAMETER.matcher(readable(e)).replaceFirst("");
            fault(text == null ? message : message.replace(text, scalar.text()));
            return Optional.empty();
        }
    }

    /** Reports an objection to this value, without what it took from the environment. */
    void object(String message) {
        if (!(node instanceof Node.Scalar scalar)) {
            fault(message);
            return;
        }
        fault(message.replace(environment.resolve(scalar.text()), scalar.text()));
    }

    /** The keys and values inside. */
    Optional<Section> section() {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(new Section(path, line, mapping, environment, faults));
        }
        fault("must hold keys and values");
        return Optional.empty();
    }

    /**
     * The items of a list.
     *
     * @param needed what there must be at least one of; empty when there may be none
     */
    List<Value> items(String needed) {
        if (node instanceof Node.Sequence sequence) {
            if (sequence.items().isEmpty() && !needed.isEmpty()) {
                fault("needs at least one " + needed);
            }
            var items = new ArrayList<Value>();
            for (Node item : sequence.items()) {
                items.add(new Value(path + "[" + items.size() + "]", item.line(), item, environment, faults));
            }
            return items;
        }
        fault("must be a list");
        return List.of();
    }

    /**
     * What a parser makes of each item of a list. Empty after a fault in one.
     *
     * @param needed what there must be at least one of; empty when there may be none
     */
    <T> Optional<List<T>> list(String needed, Function<String, T> parser) {
        if (!isSequence()) {
            fault("must be a list");
            return Optional.empty();
        }
        List<Value> items = items(needed);
        var read = new ArrayList<T>();
        items.forEach(item -> item.as(parser).ifPresent(read::add));
        boolean isWhole = read.size() == items.size() && (needed.isEmpty() || !items.isEmpty());
        return isWhole ? Optional.of(read) : Optional.empty();
    }

    /** The message with durations as configuration writes them. */
    static String readable(IllegalArgumentException e) {
        String message = e.getMessage() == null ? "is not valid" : e.getMessage();
        return ISO_DURATION
                .matcher(message)
                .replaceAll(iso -> Matcher.quoteReplacement(Durations.format(Duration.parse(iso.group()))));
    }
}
