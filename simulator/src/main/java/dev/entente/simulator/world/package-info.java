/**
 * A world with one thread and a clock of its own: blocking code runs on virtual threads whose
 * scheduler is chance with a seed.
 *
 * <p>In: a seed, and tasks. Out: the same history for the same seed, byte for byte; and processes
 * that can be killed between any two steps. Never: a second carrier thread, the machine's clock, a
 * wait that the world does not know of.
 */
@NullMarked
package dev.entente.simulator.world;

import org.jspecify.annotations.NullMarked;
