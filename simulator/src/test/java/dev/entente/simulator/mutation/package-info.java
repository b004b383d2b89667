/**
 * Proof that the histories find faults: each defence of core and engine is taken out in turn, and
 * they must turn red.
 *
 * <p>In: the source of a class with one thing changed. Out: how many seeds it took. The table is in
 * {@code docs/simulation.md}.
 */
@NullMarked
package dev.entente.simulator.mutation;

import org.jspecify.annotations.NullMarked;
