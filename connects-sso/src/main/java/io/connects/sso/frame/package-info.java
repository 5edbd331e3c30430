/** The pages and modules of the SSO frame, which a Finesse server hosts and an agent's page shows. */
@NullMarked
package io.connects.sso.frame;

import org.jspecify.annotations.NullMarked;
