package io.connects.host;

import io.connects.host.config.RouteConfig;
import io.connects.mri.routing.MriTaskRouter;
import io.connects.salesforce.routing.SalesforceWorkSource;

/** Cisco over MRI and Salesforce over its APIs: the two sides that a configuration describes. */
final class ProtocolPorts implements RoutePorts.Factory {
    @Override
    public RoutePorts create(RouteConfig config) {
        var router = new MriTaskRouter(config.mri(), new EnglishText());
        var source = SalesforceWorkSource.open(
                config.salesforce().options(), config.salesforce().externalRouting());
        return new RoutePorts(router, source, router::address, router::closed);
    }
}
