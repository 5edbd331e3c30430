package io.connects.benchmarks.salesforce;

import io.connects.benchmarks.LiveHeap;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/** The clients' side of {@link EventsCommand}, in a process of its own. */
final class EventsProgram {
    private static final double SECOND = 1e9;
    private static final int WARM_UP_ROUNDS = 2;
    private static final long POLL_NANOS = 200_000;
    private static final long HEAP_ALLOWED = 32L * 1024 * 1024;
    private static final long STALLS_AFTER = 20_000;
    /** What an {@code EventStream} lets wait by default. */
    private static final long WAITING_ALLOWED = 2_000;

    private final PrintStream out;
    private final long roundNanos;

    private EventsProgram(PrintStream out, long roundNanos) {
        this.out = out;
        this.roundNanos = roundNanos;
    }

    /** Arguments: rounds, milliseconds of each, seconds of the stall, then events in each answer and where they come from, in pairs. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        var program = new EventsProgram(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[1])));
        boolean good = true;
        for (int i = 3; i < arguments.length; i += 2) {
            good &= program.compare(rounds, Integer.parseInt(arguments[i]), URI.create(arguments[i + 1]));
        }
        good &= program.stall(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]), URI.create(arguments[4]));
        System.exit(good ? 0 : 1);
    }

    /** One after the other in turns, so that whatever else the machine does befalls both. */
    private boolean compare(int rounds, int batch, URI server) {
        var ours = new ArrayList<Double>();
        var stock = new ArrayList<Double>();
        for (int i = -WARM_UP_ROUNDS; i < rounds; i++) {
            boolean oursFirst = i % 2 == 0;
            double first = round(oursFirst ? EventReader::ours : EventReader::stock, server);
            double second = round(oursFirst ? EventReader::stock : EventReader::ours, server);
            if (i >= 0) {
                ours.add(oursFirst ? first : second);
                stock.add(oursFirst ? second : first);
            }
        }
        double ratio = median(ours) / median(stock);
        out.printf(
                "%4d events an answer: EventStream %,.0f events/s, stock CometD client %,.0f events/s (medians of %d rounds in turns): %.2f of the stock client%n",
                batch, median(ours), median(stock), rounds, ratio);
        out.printf("      EventStream %s, stock %s%n", rounded(ours), rounded(stock));
        return ratio >= 1;
    }

    private double round(BiFunction<URI, Receiver, EventReader> open, URI server) {
        var receiver = new Receiver();
        try (EventReader reader = open.apply(server, receiver)) {
            await(receiver, 1);
            long warm = System.nanoTime() + roundNanos / 2;
            while (System.nanoTime() < warm) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            long begin = System.nanoTime();
            long before = receiver.count();
            while (System.nanoTime() - begin < roundNanos) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            long count = receiver.count() - before;
            double rate = count * SECOND / (System.nanoTime() - begin);
            if (receiver.missed() > 0) {
                throw new IllegalStateException(reader + " missed events");
            }
            return rate;
        }
    }

    private boolean stall(int seconds, int batch, URI server) throws IOException, InterruptedException {
        var receiver = new Receiver(STALLS_AFTER);
        long before = LiveHeap.bytes();
        long most = 0;
        long waiting = 0;
        long all;
        EventReader reader = EventReader.ours(server, receiver);
        try {
            await(receiver, STALLS_AFTER);
            for (int i = 0; i < seconds; i++) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                most = Math.max(most, LiveHeap.bytes());
                waiting = Math.max(waiting, sent(server) - receiver.count());
            }
            all = sent(server);
            receiver.goOn();
            await(receiver, all + 10L * batch);
        } finally {
            reader.close();
        }
        long after = LiveHeap.bytes();
        long allowed = WAITING_ALLOWED + 2L * batch;
        out.printf(
                "a consumer that stalls for %d s while %d events come with every poll: live heap %.1f MiB before, %.1f MiB at most while it stalls, %.1f MiB afterwards%n",
                seconds, batch, LiveHeap.mebibytes(before), LiveHeap.mebibytes(most), LiveHeap.mebibytes(after));
        out.printf(
                "      %d events sent and not processed at most (%d allowed), all of them and %d more processed in the end, %d missing or out of order%n",
                waiting, allowed, receiver.count() - all, receiver.missed());
        return waiting <= allowed
                && receiver.missed() == 0
                && most - before < HEAP_ALLOWED
                && after - before < HEAP_ALLOWED;
    }

    private static long sent(URI server) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(EventServer.SENT)).build();
        return Long.parseLong(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static void await(Receiver receiver, long count) {
        while (receiver.count() < count) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static double median(List<Double> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String rounded(List<Double> values) {
        return Arrays.toString(values.stream().mapToLong(Math::round).toArray());
    }
}
