package io.connects.mri.routing;

import io.connects.mri.codec.MriDialect;
import io.connects.mri.codec.ShuffledDialect;

/** A dialect whose numbers, widths and orders are drawn from a seed. */
class ShuffledTaskRouterTest extends MriTaskRouterContract {
    private static final long SEED = 7;
    private static final MriDialect DIALECT = ShuffledDialect.of(SEED);

    ShuffledTaskRouterTest() {
        super(DIALECT, (int) DIALECT.reasonCode("NO_SUCH_SCRIPT").orElseThrow());
    }
}
