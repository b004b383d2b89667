/**
 * What can be seen of a run from outside while it goes: counters, latencies, and notices for
 * people.
 *
 * <p>In: what the stages count and say. Out: figures, read at any time from any thread; notices, as
 * they come. Never: something that a stage waits for or decides by.
 */
@NullMarked
package dev.entente.engine.watch;

import org.jspecify.annotations.NullMarked;
