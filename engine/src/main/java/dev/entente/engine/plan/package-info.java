/**
 * What a first meeting would do, without doing it: the same way of a record over a scratch store,
 * with the gate closed for ever.
 *
 * <p>In: complete listings. Out: counts, and a sample of what would be created, updated and
 * deleted. Never: a write, or anything else left behind at a system.
 */
@NullMarked
package dev.entente.engine.plan;

import org.jspecify.annotations.NullMarked;
