/** Tests of the identity service as a SAML service provider. */
package io.connects.simulators.ids.saml;
