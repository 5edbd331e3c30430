package io.connects.benchmarks;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.codec.FaultyFrames;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.codec.ShuffledDialect;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decodes random and mutated frames in three dialects; whatever is thrown but a protocol violation is a fault. */
@Command(
        name = "mri-fuzz",
        mixinStandardHelpOptions = true,
        description = "Decodes random and mutated frames in three dialects.")
final class FuzzCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "How many altogether; default 10,000,000.",
            defaultValue = "10000000")
    private long frames;

    @Option(names = "--seed", paramLabel = "S", description = "Default 1.", defaultValue = "1")
    private long seed;

    private long read;
    private long refused;
    private long incomplete;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<MriDialect> dialects = List.of(MriDialect.ged125Like(), MriDialect.ged188Like(), ShuffledDialect.of(seed));
        List<FaultyFrames> sources =
                dialects.stream().map(dialect -> FaultyFrames.of(dialect, seed)).toList();
        for (long i = 0; i < frames; i++) {
            int dialect = (int) (i % dialects.size());
            FaultyFrames source = sources.get(dialect);
            byte[] frame = source.next();
            try {
                if (source.codec().read(ByteBuffer.wrap(frame)).isPresent()) {
                    read++;
                } else {
                    incomplete++;
                }
            } catch (ProtocolViolationException e) {
                refused++;
            } catch (RuntimeException e) {
                out.printf(
                        "frame %d of seed %d in %s: %s%n%s%n",
                        i, seed, dialects.get(dialect), e, HexFormat.of().formatHex(frame));
                return 1;
            }
        }
        out.printf(
                "seed %d: %d frames in %s: %d read, %d refused as violations, %d incomplete, 0 other exceptions%n",
                seed, frames, dialects, read, refused, incomplete);
        return 0;
    }
}
