package io.connects.host;

import io.connects.core.routing.Decision;
import io.connects.core.routing.RoutingListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes what one route decides: alarms as warnings, the end of all assigning as an error, changes of state as information, everything about single work items for debugging. One line
 * each, whatever the peers' words hold.
 */
final class DecisionLog implements RoutingListener {
    private static final Logger log = LoggerFactory.getLogger("io.connects.host.decisions");
    private static final int MAX_DETAIL = 400;

    private final String route;

    DecisionLog(String route) {
        this.route = route;
    }

    @Override
    public void decided(Decision decision) {
        Level level = level(decision.kind());
        if (log.isEnabledForLevel(level)) {
            log.atLevel(level).log(line(decision));
        }
    }

    private static Level level(Decision.Kind kind) {
        if (kind == Decision.Kind.ASSIGNING_STOPPED) {
            return Level.ERROR;
        }
        if (kind.alarm()) {
            return Level.WARN;
        }
        return switch (kind) {
            case ROUTER_STATE, SOURCE_STATE, BREAKER_CLOSED -> Level.INFO;
            default -> Level.DEBUG;
        };
    }

    private String line(Decision decision) {
        var line = new StringBuilder("route=" + route + " decision=" + decision.kind());
        append(line, "psr", decision.psrId());
        append(line, "item", decision.workItemId());
        return line.append(" reason=")
                .append(decision.reason().text())
                .append(" detail=\"")
                .append(oneLine(decision.detail()))
                .append('"')
                .toString();
    }

    private static void append(StringBuilder line, String key, @Nullable String value) {
        if (value != null) {
            line.append(' ').append(key).append('=').append(oneLine(value));
        }
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}|[\\u0085\\u2028\\u2029]", " ").replace('"', '\'');
        return line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL) + "...";
    }
}
