/**
 * How fast, against what others reach on the same machine.
 *
 * <p>{@link dev.entente.benchmarks.Benchmarks} starts two PostgreSQL servers and puts one {@link
 * dev.entente.benchmarks.Participant} after the other between them: PostgreSQL's own logical
 * replication, a loop written by hand, Entente. Each is given the same work by the same {@link
 * dev.entente.benchmarks.Trial}, and after every piece of it both servers are compared row by row:
 * a speed counts only where they are equal.
 *
 * <p>In: sizes, rates, and a checkout whose launcher works.
 *
 * <p>Out: a table of ratios, on standard output and in the documentation.
 *
 * <p>Never: runs in a build.
 */
@NullMarked
package dev.entente.benchmarks;

import org.jspecify.annotations.NullMarked;
