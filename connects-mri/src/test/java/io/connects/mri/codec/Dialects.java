package io.connects.mri.codec;

import java.util.stream.Stream;

/** The dialects that the suite runs over: both of this library, and some that a seed has shuffled. */
final class Dialects {
    private static final long SEED = 20_261_122;
    private static final int SHUFFLED = 6;

    private Dialects() {}

    static Stream<MriDialect> all() {
        return Stream.concat(
                Stream.of(MriDialect.ged125Like(), MriDialect.ged188Like()),
                Stream.iterate(SEED, seed -> seed + 1).limit(SHUFFLED).map(ShuffledDialect::of));
    }
}
