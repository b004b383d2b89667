/**
 * What happened to each link, in its order, for as long as it is kept; and a trail over it that
 * shows whether anything was changed afterwards.
 *
 * <p>In: the facts of a step, with their cause. Out: the story of a link, what happened lately, and
 * whether the trail is whole. Never: a personal value in clear on disk; never a fact that was not
 * made durable together with the state that it tells of.
 */
@NullMarked
package dev.entente.engine.journal;

import org.jspecify.annotations.NullMarked;
