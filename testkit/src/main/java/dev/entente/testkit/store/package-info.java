/**
 * The contract that every store keeps, and a store in memory that breaks as disks do.
 *
 * <p>In: a seed, and what shall go wrong. Out: a store whose bytes survive a crash only as far as
 * they were synced. Never: a real disk; never more mercy than a real one has.
 */
@NullMarked
package dev.entente.testkit.store;

import org.jspecify.annotations.NullMarked;
