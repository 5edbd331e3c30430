package io.connects.mri.codec;

import org.jspecify.annotations.Nullable;

/**
 * One field of a fixed part.
 *
 * @param constant what is always written, and ignored on read; null for a field that carries something
 */
record Field(String name, FieldType type, @Nullable Long constant) {}
