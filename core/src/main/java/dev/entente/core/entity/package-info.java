/**
 * The canonical record types: fields with types and policies, and what must be known of each system
 * that keeps them.
 *
 * <p>In: what the file declares. Out: immutable descriptions that merging and stepping read. Never:
 * a connection, a table, a path in a vendor's JSON: those belong to lenses and connectors.
 */
@NullMarked
package dev.entente.core.entity;

import org.jspecify.annotations.NullMarked;
