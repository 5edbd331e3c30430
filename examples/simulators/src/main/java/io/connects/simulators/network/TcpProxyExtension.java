package io.connects.simulators.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a fresh {@link TcpProxy}, by parameter or by {@link #proxy()}. Its target is nowhere (a closed port) until the test names one with
 * {@link TcpProxy#target}, because servers of tests have free ports.
 */
public final class TcpProxyExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private @Nullable TcpProxy proxy;

    /** For {@code @RegisterExtension} and {@code @ExtendWith}. */
    public TcpProxyExtension() {}

    /** The running test's proxy. */
    public TcpProxy proxy() {
        if (proxy == null) {
            throw new IllegalStateException("no test is running");
        }
        return proxy;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        proxy = new TcpProxy(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (proxy != null) {
            proxy.close();
            proxy = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TcpProxy.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return proxy();
    }
}
