package io.connects.mri.inspect;

import io.connects.mri.codec.DialectText;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What rules ask of a dialect that may have open rows. */
final class DialectFacts {
    final Optional<String> eccMode;
    final Optional<String> idleTimeoutUnit;
    final Optional<String> emptyCallVariables;
    final Optional<String> stringEnd;
    final Optional<String> routingAfterOpen;
    final OptionalLong nullId;
    final OptionalLong firstSequence;
    final OptionalLong protocolVersion;
    final OptionalLong scriptResultOk;
    final Set<Long> reasons = new HashSet<>();
    final Set<Long> causes = new HashSet<>();

    DialectFacts(DialectText dialect) {
        eccMode = dialect.value("framing", "ecc-mode");
        idleTimeoutUnit = dialect.value("framing", "idle-timeout-unit");
        emptyCallVariables = dialect.value("framing", "empty-call-variables");
        stringEnd = dialect.value("framing", "string-end");
        routingAfterOpen = dialect.value("framing", "routing-after-open");
        nullId = number(dialect, "null-id");
        firstSequence = number(dialect, "first-sequence");
        protocolVersion = number(dialect, "protocol-version");
        scriptResultOk = number(dialect, "script-result-ok");
        for (DialectText.Row row : dialect.rows()) {
            if (row.section().equals("reasons")) {
                Explained.number(row.value()).ifPresent(reasons::add);
            } else if (row.section().equals("causes")) {
                Explained.number(row.value()).ifPresent(causes::add);
            }
        }
    }

    private static OptionalLong number(DialectText dialect, String key) {
        return dialect.value("framing", key).map(Explained::number).orElse(OptionalLong.empty());
    }
}
