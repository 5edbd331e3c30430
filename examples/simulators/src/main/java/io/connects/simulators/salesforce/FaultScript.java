package io.connects.simulators.salesforce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults by the clock, a line each: {@code at 10s expire-tokens}, {@code every 30s kill-sessions}. Times count from the start of the run, in ms, s, m
 * or h; empty lines and what follows {@code #} at the start of a line are skipped. The names of the faults are in the simulators' README.
 * Immutable.
 */
public final class FaultScript {
    private static final Logger LOG = LoggerFactory.getLogger(FaultScript.class);
    private static final int MAX_LINES = 10_000;
    private static final Pattern LINE = Pattern.compile("(at|every)\\s+(\\S+)\\s+(\\S+)\\s*(.*)");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private record Line(int number, boolean repeats, Duration time, String fault, Consumer<SalesforceOrg> action) {}

    private final List<Line> lines;

    private FaultScript(List<Line> lines) {
        this.lines = lines;
    }

    /** Reads a script; fails with IllegalArgumentException that names the first line that cannot be understood, and why. */
    public static FaultScript parse(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (lines.size() == MAX_LINES) {
                throw new IllegalArgumentException("line " + number + ": more than " + MAX_LINES + " faults");
            }
            try {
                lines.add(line(number, line));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return new FaultScript(List.copyOf(lines));
    }

    private static Line line(int number, String text) {
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected: at|every TIME FAULT ..., for example: at 10s expire-tokens");
        }
        boolean repeats = matcher.group(1).equals("every");
        Duration time = duration(matcher.group(2));
        if (repeats && time.isZero()) {
            throw new IllegalArgumentException("every: the time must be positive");
        }
        String fault = matcher.group(3).toLowerCase(Locale.ROOT);
        return new Line(
                number,
                repeats,
                time,
                fault,
                FaultNames.action(fault, matcher.group(4).strip()));
    }

    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a time: " + text + " (a number with ms, s, m or h)");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** Starts the clock; faults happen on the scheduler's thread until it shuts down. */
    void start(SalesforceOrg org, ScheduledExecutorService scheduler) {
        lines.forEach(line -> schedule(line, org, scheduler));
    }

    private static void schedule(Line line, SalesforceOrg org, ScheduledExecutorService scheduler) {
        Future<?> next = scheduler.schedule(
                () -> {
                    if (line.repeats()) {
                        schedule(line, org, scheduler);
                    }
                    happen(line, org);
                },
                line.time().toNanos(),
                TimeUnit.NANOSECONDS);
        LOG.trace("event=fault_scheduled line={} fault={} next={}", line.number(), line.fault(), next);
    }

    private static void happen(Line line, SalesforceOrg org) {
        LOG.info("event=fault line={} fault={}", line.number(), line.fault());
        try {
            line.action().accept(org);
        } catch (RuntimeException e) {
            LOG.warn("event=fault_failed line={} fault={} reason={}", line.number(), line.fault(), e.toString());
        }
    }
}
