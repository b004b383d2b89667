/**
 * The state of one logical record: the head all should agree on, and per system what was last seen,
 * what is on its way, and why it is set aside.
 *
 * <p>In: what a step made. Out: the same, for the next step. Never: behaviour; deciding is the
 * business of step and merge.
 */
@NullMarked
package dev.entente.core.link;

import org.jspecify.annotations.NullMarked;
