/**
 * The door a system comes in by, and the door to time and chance.
 *
 * <p>In: a system's native records, as rows of typed columns, with what it can promise about them.
 * Out: conditional writes, one outcome an item. Never: canonical records, links, merging, a
 * decision.
 */
@NullMarked
package dev.entente.connector;

import org.jspecify.annotations.NullMarked;
