package io.connects.simulators.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a query into words, numbers, times, strings and signs. At most 100,000 characters, Salesforce's limit for a query. */
final class SoqlLexer {
    enum Kind {
        WORD,
        NUMBER,
        TIME,
        STRING,
        SIGN,
        END
    }

    /** A token; {@code text} of a STRING is unescaped. {@code at} counts characters from 0. */
    record Token(Kind kind, String text, int at) {}

    private static final int MAX_LENGTH = 100_000;
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:?\\d\\d))?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern WORD =
            Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,254}(\\.[A-Za-z][A-Za-z0-9_]{0,254}){0,5}");
    private static final Pattern SIGN = Pattern.compile("!=|<>|<=|>=|[=<>(),]");
    private final String text;
    private int at;

    private SoqlLexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String query) {
        if (query.length() > MAX_LENGTH) {
            throw new SalesforceError(
                    400, "QUERY_TOO_COMPLICATED", "SOQL statements cannot be longer than 100000 characters.");
        }
        var lexer = new SoqlLexer(query);
        var tokens = new ArrayList<Token>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Kind.END);
        return tokens;
    }

    private Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token(Kind.END, "end of query", at);
        }
        if (text.charAt(at) == '\'') {
            return string();
        }
        Token token = match(Kind.TIME, TIME);
        token = token == null ? match(Kind.NUMBER, NUMBER) : token;
        token = token == null ? match(Kind.WORD, WORD) : token;
        token = token == null ? match(Kind.SIGN, SIGN) : token;
        if (token == null) {
            throw malformed("unexpected character " + printable(text.charAt(at)), at);
        }
        return token;
    }

    private @org.jspecify.annotations.Nullable Token match(Kind kind, Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        var token = new Token(kind, matcher.group(), at);
        at = matcher.end();
        return token;
    }

    private Token string() {
        int start = at++;
        var value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\'') {
                return new Token(Kind.STRING, value.toString(), start);
            }
            value.append(c == '\\' ? escaped(start) : c);
        }
        throw malformed("a string without its closing quote", start);
    }

    private char escaped(int start) {
        if (at == text.length()) {
            throw malformed("a string without its closing quote", start);
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n', 'N' -> '\n';
            case 'r', 'R' -> '\r';
            case 't', 'T' -> '\t';
            case 'b', 'B' -> '\b';
            case 'f', 'F' -> '\f';
            case '\'', '"', '\\', '_', '%' -> c;
            case 'u' -> unicode();
            default -> throw malformed("the escape \\" + printable(c), at - 2);
        };
    }

    private char unicode() {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9A-Fa-f]{4}")) {
            throw malformed("an escape \\u without four hex digits", at - 2);
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private static String printable(char c) {
        return c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c);
    }

    static SalesforceError malformed(String what, int at) {
        return new SalesforceError(
                400, "MALFORMED_QUERY", "ERROR at Row:1:Column:" + (at + 1) + " not understood: " + what);
    }
}
