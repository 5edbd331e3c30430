package io.connects.mri.routing;

import io.connects.mri.codec.MriDialect;
import java.io.IOException;
import java.io.InputStream;

/** Over the dialect that is as unlike the built-in ones as the grammar allows. */
class DirectTaskRouterTest extends MriTaskRouterContract {
    private static final int OUT_OF_ORDER = 0x77;

    DirectTaskRouterTest() throws IOException {
        super(direct(), OUT_OF_ORDER);
    }

    private static MriDialect direct() throws IOException {
        try (InputStream text = DirectTaskRouterTest.class.getResourceAsStream("/dialect/direct.dialect")) {
            return MriDialect.read(text);
        }
    }
}
