/**
 * The wire side of a Media Routing Peripheral Gateway (MR PG): it connects to the application, opens the session, sends heartbeats, and passes
 * tasks to the {@link io.connects.simulators.cce.LittleCce} behind it.
 *
 * <p>Its codec ({@link io.connects.simulators.mri.Wire}) is written from the grammar at the head of the dialect file and shares no code with
 * the adapter's, so that a mistake made in both directions there cannot hide here. Whatever the dialect file says is a guess of MRI's unpublished
 * numbers; a real MR PG may say otherwise.
 *
 * <p>{@link io.connects.simulators.mri.PgFaults} makes the PG misbehave.
 */
@NullMarked
package io.connects.simulators.mri;

import org.jspecify.annotations.NullMarked;
