package io.connects.mri.routing;

import io.connects.mri.codec.MriDialect;

class Ged125LikeTaskRouterTest extends MriTaskRouterContract {
    private static final int NO_SCRIPT = 0x12;

    Ged125LikeTaskRouterTest() {
        super(MriDialect.ged125Like(), NO_SCRIPT);
    }
}
