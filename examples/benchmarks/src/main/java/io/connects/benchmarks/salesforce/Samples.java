package io.connects.benchmarks.salesforce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Heap, threads and descriptors over time. Not thread-safe. */
final class Samples {
    private static final double HOUR = 3600;
    private static final double MEGABYTE = 1e6;

    /** @param seconds since the begin */
    record Sample(double seconds, long heap, int threads, int descriptors) {
        /** Reads {@code heap threads descriptors}. */
        static Sample of(double seconds, String line) {
            String[] numbers = line.split(" ", -1);
            return new Sample(
                    seconds, Long.parseLong(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
        }
    }

    /** @param error its standard error */
    record Slope(double megabytesPerHour, double error) {}

    private final List<Sample> all = new ArrayList<>();

    void add(Sample sample) {
        all.add(sample);
    }

    /** Those of the last two thirds of the time. */
    List<Sample> late() {
        double end = all.isEmpty() ? 0 : all.get(all.size() - 1).seconds();
        return all.stream().filter(sample -> sample.seconds() >= end / 3).toList();
    }

    /** Least squares of the live heap over the last two thirds; needs three samples there. */
    Slope slope() {
        List<Sample> late = late();
        int n = late.size();
        double meanTime = late.stream().mapToDouble(Sample::seconds).average().orElse(0);
        double meanHeap = late.stream().mapToDouble(Sample::heap).average().orElse(0);
        double timeSquares = 0;
        double products = 0;
        for (Sample sample : late) {
            double time = sample.seconds() - meanTime;
            timeSquares += time * time;
            products += time * (sample.heap() - meanHeap);
        }
        double slope = products / timeSquares;
        double residues = 0;
        for (Sample sample : late) {
            double residue = sample.heap() - meanHeap - slope * (sample.seconds() - meanTime);
            residues += residue * residue;
        }
        double error = Math.sqrt(residues / (n - 2) / timeSquares);
        return new Slope(slope * HOUR / MEGABYTE, error * HOUR / MEGABYTE);
    }

    /** By how much the median of the last third exceeds that of the third before it. */
    double growth(ToDoubleFunction<Sample> what) {
        List<Sample> late = late();
        int middle = late.size() / 2;
        return median(late.subList(middle, late.size()), what) - median(late.subList(0, middle), what);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> what) {
        double[] sorted = samples.stream().mapToDouble(what).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
