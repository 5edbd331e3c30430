package io.connects.simulators.salesforce;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A parsed query of the subset the simulator understands. Paths hold one name for each step, the field last. */
record SoqlQuery(
        List<List<String>> select, String from, List<Condition> where, List<Order> orderBy, OptionalInt limit) {
    SoqlQuery {
        select = List.copyOf(select);
        where = List.copyOf(where);
        orderBy = List.copyOf(orderBy);
    }

    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        IN
    }

    /** A comparison with one literal, or with several for IN. */
    record Condition(List<String> path, Operator operator, List<Literal> literals) {}

    record Order(List<String> path, boolean descending) {}

    /** A String, Double, Boolean or Instant, or null. */
    record Literal(@Nullable Object value) {}
}
