/** The adapter's configuration: one YAML file, read completely, with every fault reported at once. */
@NullMarked
package io.connects.host.config;

import org.jspecify.annotations.NullMarked;
