package dev.entente.core.lens;

import dev.entente.core.value.Row;

/**
 * A native row as the canonical record sees it.
 *
 * @param values one cell per field; absent where the native row said nothing
 * @param residue what was there, for fields whose lens loses information: in the same cells, to be
 *     kept beside the values (see {@link dev.entente.core.link.Seen#residue}) and handed back when
 *     something is written or compared
 */
public record Viewed(Row values, Row residue) {}
