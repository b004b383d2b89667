/**
 * The whole engine in a world of faults, on a clock of its own.
 *
 * <p>In: a seed.
 *
 * <p>Out: a history, and the invariants it broke.
 *
 * <p>Never: uses a real thread, clock or disk.
 */
@NullMarked
package dev.entente.simulator;

import org.jspecify.annotations.NullMarked;
