package io.connects.simulators.ids.saml;

import java.util.Map;

/**
 * What went between the identity service and its identity provider so far.
 *
 * @param requests sign-ins that were sent to the identity provider
 * @param accepted its answers that were taken
 * @param refused those that were not, by fault
 */
public record SamlLedger(int requests, int accepted, Map<SamlFault, Integer> refused) {
    /** Copies. */
    public SamlLedger {
        refused = Map.copyOf(refused);
    }
}
