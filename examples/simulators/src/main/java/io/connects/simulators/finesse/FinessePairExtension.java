package io.connects.simulators.finesse;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a fresh, started {@link FinessePair} on free ports, by parameter or by {@link #pair()}, and closes it afterwards. */
public final class FinessePairExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Supplier<FinesseOptions> options;
    private @Nullable FinessePair pair;

    /** With these options for every test. */
    public FinessePairExtension(FinesseOptions options) {
        this(() -> options);
    }

    /** With options made anew for every test, as a task side of its own needs. */
    public FinessePairExtension(Supplier<FinesseOptions> options) {
        this.options = options;
    }

    /** The running test's pair. */
    public FinessePair pair() {
        if (pair == null) {
            throw new IllegalStateException("no test is running");
        }
        return pair;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        pair = new FinessePair(options.get()).start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (pair != null) {
            pair.close();
            pair = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FinessePair.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return pair();
    }
}
