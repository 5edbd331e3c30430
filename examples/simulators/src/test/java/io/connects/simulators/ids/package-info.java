/** Tests of the simulated identity service. */
package io.connects.simulators.ids;
