/** What connects-salesforce costs: events a second, calls, memory, and what faults leave behind. */
@NullMarked
package io.connects.benchmarks.salesforce;

import org.jspecify.annotations.NullMarked;
