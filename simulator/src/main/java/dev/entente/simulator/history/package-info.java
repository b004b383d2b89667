/**
 * What is there and what people do: two systems of different shape that keep the same orders, and
 * users at both.
 *
 * <p>In: a world, a seed. Out: systems with a history, and the sync between them as the engine
 * wants it. Never: a check; that is for who reads the history.
 */
@NullMarked
package dev.entente.simulator.history;

import org.jspecify.annotations.NullMarked;
