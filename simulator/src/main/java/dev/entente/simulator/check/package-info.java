/**
 * The invariants, looked at by one who has seen everything.
 *
 * <p>In: systems with their histories, and the engine's store at rest. Out: what is wrong, and the
 * story of the one record that shows it. Never: a look at what the engine believes, but for what it
 * wrote into its journal.
 */
@NullMarked
package dev.entente.simulator.check;

import org.jspecify.annotations.NullMarked;
