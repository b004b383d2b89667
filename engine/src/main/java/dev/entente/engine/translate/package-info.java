/**
 * Both directions of every mapping at work: a system's changes and answers become readings, a
 * link's writes become items of a batch.
 *
 * <p>In: native rows from connectors, writes from step. Out: the same in the other's words; what
 * has no form there says so. Never: a decision about which record it is or whose value counts.
 */
@NullMarked
package dev.entente.engine.translate;

import org.jspecify.annotations.NullMarked;
