/**
 * Which record it is: key to link, match value to link, and the sheet on which a micro-batch works
 * with both.
 *
 * <p>In: what was noticed under a key at a system. Out: the link it belongs to, a new one, or why
 * it cannot be told. Never: two links for one key; a key that forgets to whom it belonged (R14).
 */
@NullMarked
package dev.entente.engine.identify;

import org.jspecify.annotations.NullMarked;
