package io.connects.core.routing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cisco's name of a task: router call key day, router call key and sequence number, written {@code day:key:sequence}.
 *
 * @see <a href="https://www.cisco.com/c/en/us/td/docs/voice_ip_comm/cust_contact/contact_center/icm_enterprise/">CTI Server Message Reference
 *     (GED-188), TASKID</a>
 */
public record TaskId(int day, int key, int sequence) {
    /** How Cisco writes the absence of a task. */
    public static final TaskId NONE = new TaskId(-1, -1, -1);

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,10}):(-?\\d{1,10}):(-?\\d{1,10})");

    /**
     * Reads {@code day:key:sequence}.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static TaskId of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("text: not a task id of the form day:key:sequence: " + text);
        }
        return new TaskId(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    @Override
    public String toString() {
        return day + ":" + key + ":" + sequence;
    }
}
