/**
 * Fakes that are strict by default, and the contracts that connectors and stores keep.
 *
 * <p>In: a seed or a script.
 *
 * <p>Out: systems and stores that misbehave on purpose.
 *
 * <p>Never: sleeps, or reads the real clock.
 */
@NullMarked
package dev.entente.testkit;

import org.jspecify.annotations.NullMarked;
