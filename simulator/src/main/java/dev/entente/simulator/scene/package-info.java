/**
 * What is played: a sync between systems that are fakes, either those of a file or our own.
 *
 * <p>In: a sync that was bound to fake systems. Out: the same, with every row and every commit to
 * be looked at. Never: an engine, a clock, people.
 */
@NullMarked
package dev.entente.simulator.scene;

import org.jspecify.annotations.NullMarked;
