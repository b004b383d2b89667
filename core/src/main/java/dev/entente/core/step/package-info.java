/**
 * The decision: given a link and an event, what is the link now, what must be written, what
 * happened (rules R1 to R23).
 *
 * <p>In: a link, an event, an entity. Out: a Step. Never: a write that is not conditional, a base
 * that was not observed, a loser that is not in a fact.
 */
@NullMarked
package dev.entente.core.step;

import org.jspecify.annotations.NullMarked;
