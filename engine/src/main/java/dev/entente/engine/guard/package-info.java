/**
 * What stops a sync before it does wide damage: the gate of the first meeting, and the brakes.
 *
 * <p>In: how many writes of which kind are planned. Out: whether an entity's writes to a system may
 * go now; what was seen and how to go on where they may not. Never: a write dropped: what may not
 * go waits, durable.
 */
@NullMarked
package dev.entente.engine.guard;

import org.jspecify.annotations.NullMarked;
