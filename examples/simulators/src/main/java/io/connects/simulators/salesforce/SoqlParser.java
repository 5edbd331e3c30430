package io.connects.simulators.salesforce;

import io.connects.simulators.salesforce.SoqlLexer.Kind;
import io.connects.simulators.salesforce.SoqlLexer.Token;
import io.connects.simulators.salesforce.SoqlQuery.Condition;
import io.connects.simulators.salesforce.SoqlQuery.Literal;
import io.connects.simulators.salesforce.SoqlQuery.Operator;
import io.connects.simulators.salesforce.SoqlQuery.Order;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads {@code SELECT fields FROM object [WHERE condition AND ...] [ORDER BY field ASC|DESC, ...] [LIMIT n]}. There is nothing to nest, so
 * depth needs no limit; a list holds at most 4,000 literals. Everything else is MALFORMED_QUERY, and the message names the first word not understood.
 */
final class SoqlParser {
    private static final int MAX_LIST = 4_000;
    private static final int MAX_ALTERNATIVES = 100;
    private static final int MAX_DEPTH = 8;
    private static final Set<String> RESERVED =
            Set.of("select", "from", "where", "and", "or", "not", "in", "order", "limit", "typeof");
    private final List<Token> tokens;
    private int next;

    private SoqlParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static SoqlQuery parse(String query) {
        return new SoqlParser(SoqlLexer.tokens(query)).query();
    }

    /** Reads conditions joined by AND and OR with parentheses: lists whose conditions all hold, of which one list is enough. */
    static List<List<Condition>> filter(String expression) {
        var parser = new SoqlParser(SoqlLexer.tokens(expression));
        List<List<Condition>> any = parser.any(0);
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected();
        }
        return any;
    }

    private List<List<Condition>> any(int depth) {
        List<List<Condition>> any = new ArrayList<>(all(depth));
        while (take("OR")) {
            any.addAll(all(depth));
        }
        return any;
    }

    private List<List<Condition>> all(int depth) {
        List<List<Condition>> all = one(depth);
        while (take("AND")) {
            List<List<Condition>> product = new ArrayList<>();
            for (List<Condition> right : one(depth)) {
                for (List<Condition> left : all) {
                    List<Condition> both = new ArrayList<>(left);
                    both.addAll(right);
                    product.add(both);
                }
            }
            if (product.size() > MAX_ALTERNATIVES) {
                throw SoqlLexer.malformed("a filter of more than " + MAX_ALTERNATIVES + " alternatives", peek().at());
            }
            all = product;
        }
        return all;
    }

    private List<List<Condition>> one(int depth) {
        if (depth == MAX_DEPTH || !take("(")) {
            return List.of(List.of(condition()));
        }
        List<List<Condition>> inner = any(depth + 1);
        expect(")");
        return inner;
    }

    private SoqlQuery query() {
        expect("SELECT");
        List<List<String>> select = new ArrayList<>();
        do {
            select.add(path());
        } while (take(","));
        expect("FROM");
        String from = String.join(".", path());
        List<Condition> where = new ArrayList<>();
        if (take("WHERE")) {
            do {
                where.add(condition());
            } while (take("AND"));
        }
        List<Order> orders = new ArrayList<>();
        if (take("ORDER")) {
            expect("BY");
            do {
                List<String> path = path();
                boolean descending = take("DESC");
                if (!descending) {
                    take("ASC");
                }
                orders.add(new Order(path, descending));
            } while (take(","));
        }
        OptionalInt limit = take("LIMIT") ? OptionalInt.of(limit()) : OptionalInt.empty();
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
        return new SoqlQuery(select, from, where, orders, limit);
    }

    private Condition condition() {
        List<String> path = path();
        if (take("IN")) {
            return new Condition(path, Operator.IN, list());
        }
        Operator operator = switch (peek().text()) {
            case "=" -> Operator.EQUAL;
            case "!=", "<>" -> Operator.NOT_EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            default -> throw unexpected();
        };
        if (peek().kind() != Kind.SIGN) {
            throw unexpected();
        }
        next++;
        return new Condition(path, operator, List.of(literal()));
    }

    private List<Literal> list() {
        expect("(");
        List<Literal> literals = new ArrayList<>();
        do {
            if (literals.size() == MAX_LIST) {
                throw SoqlLexer.malformed("a list of more than " + MAX_LIST + " values", peek().at());
            }
            literals.add(literal());
        } while (take(","));
        expect(")");
        return literals;
    }

    private Literal literal() {
        Token token = peek();
        Literal literal = switch (token.kind()) {
            case STRING -> new Literal(token.text());
            case NUMBER -> new Literal(Double.valueOf(token.text()));
            case TIME -> new Literal(time(token));
            default -> keyword(token);
        };
        next++;
        return literal;
    }

    private Literal keyword(Token token) {
        if (is(token, "true") || is(token, "false")) {
            return new Literal(is(token, "true"));
        }
        if (is(token, "null")) {
            return new Literal(null);
        }
        throw unexpected();
    }

    private static Instant time(Token token) {
        try {
            return token.text().length() == 10
                    ? LocalDate.parse(token.text()).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : SalesforceTime.parse(token.text());
        } catch (DateTimeException e) {
            throw SoqlLexer.malformed("the time " + token.text(), token.at());
        }
    }

    private int limit() {
        Token token = peek();
        if (token.kind() != Kind.NUMBER || !token.text().matches("\\d{1,9}")) {
            throw unexpected();
        }
        next++;
        return Integer.parseInt(token.text());
    }

    private List<String> path() {
        Token token = peek();
        if (token.kind() != Kind.WORD || RESERVED.contains(token.text().toLowerCase(java.util.Locale.ROOT))) {
            throw unexpected();
        }
        next++;
        return List.of(token.text().split("\\.", -1));
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean take(String text) {
        if (is(peek(), text)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String text) {
        if (!take(text)) {
            throw unexpected();
        }
    }

    private static boolean is(Token token, String text) {
        return (token.kind() == Kind.WORD || token.kind() == Kind.SIGN)
                && token.text().equalsIgnoreCase(text);
    }

    private SalesforceError unexpected() {
        Token token = peek();
        String text = token.text();
        return SoqlLexer.malformed(
                token.kind() == Kind.END
                        ? "end of query"
                        : "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "'",
                token.at());
    }
}
