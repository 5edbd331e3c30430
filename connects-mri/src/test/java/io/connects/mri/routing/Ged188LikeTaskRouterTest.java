package io.connects.mri.routing;

import io.connects.mri.codec.MriDialect;

class Ged188LikeTaskRouterTest extends MriTaskRouterContract {
    private static final int NO_SCRIPT = 0x12;

    Ged188LikeTaskRouterTest() {
        super(MriDialect.ged188Like(), NO_SCRIPT);
    }
}
