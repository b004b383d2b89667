/**
 * How two concurrent edits of one field become one, by the field's policy (laws I25 and I27).
 *
 * <p>In: base, head and incoming value with their marks. Out: the merged value with its mark, and
 * the rule that decided. Never: knowledge of links, presence or writes.
 */
@NullMarked
package dev.entente.core.merge;

import org.jspecify.annotations.NullMarked;
