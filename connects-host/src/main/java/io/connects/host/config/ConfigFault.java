package io.connects.host.config;

/**
 * One thing that is wrong with a configuration. Never holds a secret, nor a value that came from the environment.
 *
 * @param path where, such as {@code routes[0].queues[2].pushTimeout}; empty for the file as a whole
 * @param line in the configuration file, from 1; 0 when no line is to blame
 * @param message what is wrong, for people
 */
public record ConfigFault(String path, int line, String message) {
    /** {@code path (line 41): message}. */
    @Override
    public String toString() {
        String where = path + (line == 0 ? "" : (path.isEmpty() ? "" : " ") + "(line " + line + ")");
        return where.isEmpty() ? message : where + ": " + message;
    }
}
