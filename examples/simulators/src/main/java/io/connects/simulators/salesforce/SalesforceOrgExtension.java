package io.connects.simulators.salesforce;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a fresh, started {@link SalesforceOrg} on a free port, by parameter or by {@link #org()}, and closes it afterwards. */
public final class SalesforceOrgExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final OrgOptions options;
    private @Nullable SalesforceOrg org;

    /** With the default options. */
    public SalesforceOrgExtension() {
        this(OrgOptions.builder().build());
    }

    /** With these options for every test. */
    public SalesforceOrgExtension(OrgOptions options) {
        this.options = options;
    }

    /** The running test's org. */
    public SalesforceOrg org() {
        if (org == null) {
            throw new IllegalStateException("no test is running");
        }
        return org;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        org = new SalesforceOrg(options);
        org.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (org != null) {
            org.close();
            org = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SalesforceOrg.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return org();
    }
}
