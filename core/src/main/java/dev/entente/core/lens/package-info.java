/**
 * One declaration, two directions: how a system's native columns and a canonical field become each
 * other (law I26).
 *
 * <p>In: a native row, or a canonical value with the native residue it came from. Out: the other. A
 * value without a form on the other side ends its record, not the run ({@link
 * dev.entente.core.lens.NoForm}). Never: a network, a lookup in a store.
 */
@NullMarked
package dev.entente.core.lens;

import org.jspecify.annotations.NullMarked;
