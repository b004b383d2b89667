/**
 * The weather of a simulated world: how often what goes wrong, drawn from the seed.
 *
 * <p>In: a seed. Out: the rates at which calls fail, answers are lost and the engine is killed.
 *
 * <p>Never: a fault of its own; who does what the weather says are the fake systems and the disk.
 */
@NullMarked
package dev.entente.simulator.fault;

import org.jspecify.annotations.NullMarked;
