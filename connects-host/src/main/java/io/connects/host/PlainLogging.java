package io.connects.host;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/**
 * The log of a program of ours: one plain line an event, to standard error. Programs call it; who embeds a {@link Host} configures logging
 * as they like and never needs it.
 */
public final class PlainLogging {
    /** How much is logged. */
    public enum Verbosity {
        ERROR,
        WARN,
        /** Changes of state. */
        INFO,
        /** Every decision about every work item. */
        DEBUG,
        /** What crosses the wire too, redacted. */
        TRACE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private PlainLogging() {}

    /**
     * Replaces whatever logging is configured in this JVM, unless {@code logback.configurationFile} names a file of the operator's own.
     *
     * @param verbosity of this project's loggers; those of libraries report warnings and worse
     */
    public static void start(Verbosity verbosity) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (System.getProperty("logback.configurationFile") == null) {
            context.reset();
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            URL plain =
                    Objects.requireNonNull(PlainLogging.class.getResource("plain-logback.xml"), "plain-logback.xml");
            try {
                configurator.doConfigure(plain);
            } catch (JoranException e) {
                throw new IllegalStateException("Our own " + plain + " cannot be read", e);
            }
        }
        context.getLogger("io.connects").setLevel(Level.toLevel(verbosity.name()));
    }
}
