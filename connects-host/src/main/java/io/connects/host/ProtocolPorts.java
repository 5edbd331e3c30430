package io.connects.host;

import io.connects.host.config.RouteConfig;
import io.connects.mri.routing.MriTaskRouter;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.routing.SalesforceWorkSource;
import java.util.LinkedHashMap;

/** Cisco over MRI and Finesse, and Salesforce over its APIs: the two sides that a configuration describes. */
final class ProtocolPorts implements RoutePorts.Factory {
    @Override
    public RoutePorts create(RouteConfig config) {
        var pims = new LinkedHashMap<String, RoutePorts.Pim>();
        config.mri().forEach((name, options) -> {
            var router = new MriTaskRouter(options, new EnglishText());
            pims.put(name, new RoutePorts.Pim(router, router::address, router::closed));
        });
        SalesforceClient client = SalesforceClient.open(config.salesforce().options());
        var source = new SalesforceWorkSource(client, config.salesforce().externalRouting());
        FinesseAdvice advice = FinesseAdvice.of(config, client);
        return new RoutePorts(pims, source, advice.directory(), advice.lifecycle(), advice::close);
    }
}
