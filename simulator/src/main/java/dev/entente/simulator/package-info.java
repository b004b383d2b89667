/**
 * The whole engine in a world of faults, on a clock of its own.
 *
 * <p>In: a seed, and what its world is about: a plan of our own, or a scene of a user's.
 *
 * <p>Out: a history, the invariants it broke, and the smallest history that still does.
 *
 * <p>Never: uses a real thread, clock or disk.
 */
@NullMarked
package dev.entente.simulator;

import org.jspecify.annotations.NullMarked;
