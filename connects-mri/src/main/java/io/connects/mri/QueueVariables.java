package io.connects.mri;

import io.connects.mri.message.RunScriptReq;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the variables by which a site's scripts tell the queue position and the expected wait. Not thread-safe. */
final class QueueVariables {
    static final Pattern CALL_VARIABLE = Pattern.compile("callVariable([1-9]|10)");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Logger log = LoggerFactory.getLogger(MriSession.class);

    private final @Nullable String position;
    private final @Nullable String expectedWait;
    private final Set<String> unreadable = new HashSet<>();

    /** @param position the name of a call variable or ECC variable; null for none */
    QueueVariables(@Nullable String position, @Nullable String expectedWait) {
        this.position = position;
        this.expectedWait = expectedWait;
    }

    QueueReport read(RunScriptReq request) {
        Integer seconds = number(expectedWait, request);
        return new QueueReport(
                number(position, request), seconds == null ? null : Duration.ofSeconds(seconds), request);
    }

    /** A number that is not negative. What is none is told once a variable: it is a script's mistake and will come again. */
    private @Nullable Integer number(@Nullable String name, RunScriptReq request) {
        String text = name == null ? null : text(name, request);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (NUMBER.matcher(text.strip()).matches()) {
            return Integer.valueOf(text.strip());
        }
        if (unreadable.add(name)) {
            log.warn("{} of RUN_SCRIPT_REQ is no number (told once): look at the script, or at the settings", name);
        }
        return null;
    }

    private static @Nullable String text(String name, RunScriptReq request) {
        Matcher call = CALL_VARIABLE.matcher(name);
        return call.matches()
                ? request.variables().callVariable(Integer.parseInt(call.group(1)))
                : request.variables().ecc(name);
    }
}
