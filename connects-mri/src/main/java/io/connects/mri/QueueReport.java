package io.connects.mri;

import io.connects.mri.message.RunScriptReq;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a script told about a task that waits.
 *
 * @param position its place in the queue, as the script counts; null when the options name no variable for it, or the request has none
 * @param expectedWait null likewise
 * @param request as it came: the script's name, what it was configured with, all variables
 */
public record QueueReport(
        @Nullable Integer position, @Nullable Duration expectedWait, RunScriptReq request) {}
