/**
 * What arrives: one reader a system, and the inbox in which everything waits that the reconciler
 * has not taken in yet.
 *
 * <p>In: a system's feed, from the durable cursor on. Out: changes in canonical form, in the order
 * in which they were committed; answers to writes before them. Never: a cursor acknowledged before
 * all that it stands for is durable; an unbounded queue.
 */
@NullMarked
package dev.entente.engine.observe;

import org.jspecify.annotations.NullMarked;
