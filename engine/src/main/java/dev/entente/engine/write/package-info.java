/**
 * What goes out: writes grouped into batches, numbered and durable before they leave, sent in their
 * order, answered item by item.
 *
 * <p>In: planned writes of one micro-batch; keys that must be read again. Out: batches to
 * connectors; answers into the inbox. Never: a batch sent before its intents are durable; a write
 * repeated whose outcome is not known (I13, I16, I19).
 */
@NullMarked
package dev.entente.engine.write;

import org.jspecify.annotations.NullMarked;
