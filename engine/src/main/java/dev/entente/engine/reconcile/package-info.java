/**
 * One thread that takes in what arrives, micro-batch by micro-batch: asks whose it is, lets step
 * decide, and makes state, intents, history and cursors durable together.
 *
 * <p>In: transactions, answers, readings, orders. Out: one commit a micro-batch, then writes and
 * acknowledgements. Never: an acknowledgement or a write before the commit; a second thread.
 */
@NullMarked
package dev.entente.engine.reconcile;

import org.jspecify.annotations.NullMarked;
