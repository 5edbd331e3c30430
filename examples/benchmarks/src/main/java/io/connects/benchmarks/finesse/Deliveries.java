package io.connects.benchmarks.finesse;

import io.connects.finesse.message.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What came of agents' changes, which are numbered by their reason codes: how many, whether in order, how late. Thread-safe. */
final class Deliveries {
    private final int warmUp;
    private final Map<String, Integer> last = new HashMap<>();
    private long[] micros = new long[1 << 16];
    private int count;
    private int missing;
    private int disordered;

    /** @param warmUp how many of the first changes do not count for delays */
    Deliveries(int warmUp) {
        this.warmUp = warmUp;
    }

    /** Takes what is known of an agent now; told again, it does not count. */
    synchronized void take(User user, Instant now) {
        if (user.reason() == null || user.reason().code().isEmpty() || user.stateChangeTime() == null) {
            return;
        }
        int number = Integer.parseInt(user.reason().code());
        int before = last.getOrDefault(user.loginId(), 0);
        if (number < before) {
            disordered++;
        } else if (number > before) {
            missing += number - before - 1;
            last.put(user.loginId(), number);
            if (count == micros.length) {
                micros = Arrays.copyOf(micros, count * 2);
            }
            micros[count++] = Duration.between(user.stateChangeTime(), now).toNanos() / 1000;
        }
    }

    synchronized int count() {
        return count;
    }

    synchronized int missing() {
        return missing;
    }

    synchronized int disordered() {
        return disordered;
    }

    /** How late so many of a hundred were at most, in milliseconds. */
    synchronized double percentile(double percent) {
        if (count <= warmUp) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOfRange(micros, warmUp, count);
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * percent / 100))] / 1000.0;
    }
}
