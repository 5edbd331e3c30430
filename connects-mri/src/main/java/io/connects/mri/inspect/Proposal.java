package io.connects.mri.inspect;

import java.util.Locale;

/**
 * What a row of a dialect might be, judged by a capture.
 *
 * @param value as it would stand in the file
 * @param sure whether the capture leaves no other choice among those that were tried and holds something that would not fit by chance; what is
 *     not sure is to be checked by a person
 * @param reason for people
 */
public record Proposal(String section, String key, String value, boolean sure, String reason) {
    /** One line: {@code sure    [dialogue] RELEASE = 20 : Cause u32     (reason)}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%-6s  [%s] %s = %s     (%s)", sure ? "sure" : "unsure", section, key, value, reason);
    }
}
