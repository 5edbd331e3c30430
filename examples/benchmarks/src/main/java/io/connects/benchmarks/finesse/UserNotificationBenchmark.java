package io.connects.benchmarks.finesse;

import io.connects.finesse.message.Notification;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A user's notification from bytes to a value, three ways. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UserNotificationBenchmark {
    private final NotificationReader reader = new NotificationReader();
    private final byte[] stanza = UserStanza.bytes();

    @Benchmark
    public Notification ours() {
        return reader.ours(stanza);
    }

    @Benchmark
    public JaxbUpdate jaxb() throws Exception {
        return reader.jaxb(stanza);
    }

    @Benchmark
    public JaxbUpdate smack() throws Exception {
        return reader.smack(stanza);
    }
}
