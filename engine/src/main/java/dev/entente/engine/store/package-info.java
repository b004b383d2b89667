/**
 * Where everything that must survive is kept: an ordered map of bytes with group commit, and the
 * encodings of what is put into it.
 *
 * <p>In: batches of entries. Out: the same, after a crash at any moment. Never: a decision; never
 * an acknowledgement before the bytes are on disk.
 */
@NullMarked
package dev.entente.engine.store;

import org.jspecify.annotations.NullMarked;
