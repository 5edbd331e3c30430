/**
 * The SAML 2.0 service provider of the simulated identity service: what it asks an identity provider for, and which answers it takes. What the answers have
 * to be like is public: Cisco's guides to single sign-on (Features Guide of CCE 15.0, release notes of UCCX 12.5) ask for a signed message, no encryption, a
 * transient name, and the attributes {@code uid} and {@code user_principal}. Words of refusals, the tolerated clock skew and the order of the checks are
 * our own.
 */
@NullMarked
package io.connects.simulators.ids.saml;

import org.jspecify.annotations.NullMarked;
