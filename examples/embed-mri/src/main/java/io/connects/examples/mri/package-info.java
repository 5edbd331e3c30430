/** Routes one task through an MR PG with connects-mri alone. */
@NullMarked
package io.connects.examples.mri;

import org.jspecify.annotations.NullMarked;
