package io.connects.host;

import io.connects.host.config.RouteConfig;
import io.connects.mri.routing.MriTaskRouter;
import io.connects.salesforce.routing.SalesforceWorkSource;
import java.util.LinkedHashMap;

/** Cisco over MRI and Salesforce over its APIs: the two sides that a configuration describes. */
final class ProtocolPorts implements RoutePorts.Factory {
    @Override
    public RoutePorts create(RouteConfig config) {
        var pims = new LinkedHashMap<String, RoutePorts.Pim>();
        config.mri().forEach((name, options) -> {
            var router = new MriTaskRouter(options, new EnglishText());
            pims.put(name, new RoutePorts.Pim(router, router::address, router::closed));
        });
        var source = SalesforceWorkSource.open(
                config.salesforce().options(), config.salesforce().externalRouting());
        return new RoutePorts(pims, source);
    }
}
