/**
 * PostgreSQL 14 and later as a system: its log in, conditional writes out.
 *
 * <p>In: a consistent snapshot joined to the log by logical replication, rows by key, listings in
 * key order; batches of conditional writes. Out: rows of typed values with exact versions (log
 * positions); one outcome a write, one statement for all writes of one shape. Never: a decision
 * about what to write; a value changed on its way; a password in a message.
 */
@NullMarked
package dev.entente.postgres;

import org.jspecify.annotations.NullMarked;
