package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.simulators.salesforce.SoqlQuery.Operator;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoqlParserTest {
    @Test
    void reads_every_part_of_a_query() {
        SoqlQuery query = SoqlParser.parse("select Id, WorkItem.Type FROM PendingServiceRouting"
                + " WHERE RoutingModel = 'ExternalRouting' AND IsPushed = false AND Serial >= 2"
                + " AND CreatedDate > 2026-11-22T08:00:00.5Z AND GroupId IN ('a', 'b') and PreferredUserId != null"
                + " ORDER BY RoutingPriority DESC, CreatedDate LIMIT 10");

        assertThat(query.select()).containsExactly(List.of("Id"), List.of("WorkItem", "Type"));
        assertThat(query.from()).isEqualTo("PendingServiceRouting");
        assertThat(query.where())
                .extracting(condition -> condition.operator())
                .containsExactly(
                        Operator.EQUAL,
                        Operator.EQUAL,
                        Operator.GREATER_OR_EQUAL,
                        Operator.GREATER,
                        Operator.IN,
                        Operator.NOT_EQUAL);
        assertThat(query.where().get(3).literals().get(0).value()).isEqualTo(Instant.parse("2026-11-22T08:00:00.500Z"));
        assertThat(query.where().get(5).literals().get(0).value()).isNull();
        assertThat(query.orderBy()).extracting(order -> order.descending()).containsExactly(true, false);
        assertThat(query.limit()).hasValue(10);
    }

    @Test
    void unescapes_strings() {
        SoqlQuery query = SoqlParser.parse("SELECT Id FROM Case WHERE Subject = 'O\\'Neill \\\\ \\u00e9\\n'");
        assertThat(query.where().get(0).literals().get(0).value()).isEqualTo("O'Neill \\ \u00e9\n");
    }

    @Test
    void refuses_what_it_does_not_understand_and_says_what() {
        List<String> queries = List.of(
                "",
                "SELECT",
                "SELECT FROM Case",
                "SELECT Id Case",
                "SELECT COUNT() FROM Case",
                "SELECT Id FROM Case WHERE",
                "SELECT Id FROM Case WHERE Status = 'New' OR Status = 'Old'",
                "SELECT Id FROM Case WHERE NOT Status = 'New'",
                "SELECT Id FROM Case WHERE Status LIKE 'N%'",
                "SELECT Id FROM Case WHERE Status = New",
                "SELECT Id FROM Case WHERE Status '=' 'New'",
                "SELECT Id FROM Case WHERE Id IN (SELECT Id FROM Case)",
                "SELECT (SELECT Id FROM Cases) FROM Account",
                "SELECT Id FROM Case GROUP BY Id",
                "SELECT Id FROM Case LIMIT -1",
                "SELECT Id FROM Case LIMIT 1 OFFSET 2",
                "SELECT Id FROM Case WHERE Subject = 'open",
                "SELECT Id FROM Case WHERE Subject = 'bad \\x'",
                "SELECT Id FROM Case WHERE Subject = '\\u12'",
                "SELECT Id FROM Case WHERE CreatedDate > 2026-13-45T99:00:00Z",
                "SELECT Id FROM Case; DROP",
                "SELECT a.b.c.d.e.f.g FROM Case");
        for (String query : queries) {
            assertThatThrownBy(() -> SoqlParser.parse(query))
                    .as(query)
                    .isInstanceOfSatisfying(
                            SalesforceError.class, e -> assertThat(e.code()).isEqualTo("MALFORMED_QUERY"))
                    .hasMessageContaining("Column:")
                    .hasMessageContaining("not understood: ");
        }
    }

    @Test
    void bounds_length_and_lists() {
        assertThatThrownBy(() -> SoqlParser.parse("SELECT Id FROM Case WHERE Subject = '" + "x".repeat(100_000) + "'"))
                .hasMessageContaining("100000");
        String list = "'a',".repeat(4_000) + "'a'";
        assertThatThrownBy(() -> SoqlParser.parse("SELECT Id FROM Case WHERE Subject IN (" + list + ")"))
                .hasMessageContaining("more than 4000");
    }

    @Test
    void random_text_is_either_a_query_or_a_refusal() {
        String[] words = {
            "SELECT",
            "Id",
            "FROM",
            "Case",
            "WHERE",
            "=",
            "'",
            "(",
            ")",
            ",",
            "AND",
            "IN",
            "\\",
            "1",
            "\u0000",
            "a.b",
            "2026-01-01"
        };
        for (long seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                SoqlParser.parse(text.toString());
            } catch (SalesforceError e) {
                assertThat(e.status()).as("seed %d", seed).isEqualTo(400);
            }
        }
    }
}
