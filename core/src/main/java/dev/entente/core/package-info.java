/**
 * The pure heart of Entente: values, entities, links, lenses, merging, and the one function that
 * decides.
 *
 * <p>In: the state of a link and an event. Out: the next state, the writes that follow, and the
 * facts. Never: input or output, a clock, a thread, a random number, a framework.
 */
@NullMarked
package dev.entente.core;

import org.jspecify.annotations.NullMarked;
