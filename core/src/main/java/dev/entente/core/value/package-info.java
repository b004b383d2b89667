/**
 * What a record is made of: values, rows of them, keys, versions, and the stamps that say when a
 * value was edited.
 *
 * <p>In: typed values from translating. Out: immutable rows that compare by meaning. Never:
 * knowledge of fields' names, of systems, or of how any of it is stored.
 */
@NullMarked
package dev.entente.core.value;

import org.jspecify.annotations.NullMarked;
