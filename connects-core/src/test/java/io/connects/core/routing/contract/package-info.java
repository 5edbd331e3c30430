/** Contracts of the routing ports, as JUnit 5 classes that an adapter's tests extend. Published in the test jar. */
package io.connects.core.routing.contract;
