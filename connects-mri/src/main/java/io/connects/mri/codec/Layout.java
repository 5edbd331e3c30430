package io.connects.mri.codec;

import java.util.List;

/**
 * One message's row.
 *
 * @param number its type, or its sub-type where dialogue messages are sub-typed
 */
record Layout(String message, long number, List<Field> fields) {}
