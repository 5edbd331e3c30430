package io.connects.mri.inspect;

import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.MriDialect;

/** The built-in dialects by name. */
final class Dialects {
    private Dialects() {}

    static DialectText builtIn(String name) {
        return (name.equals("ged125-like") ? MriDialect.ged125Like() : MriDialect.ged188Like()).text();
    }
}
