/**
 * A system that is a database as far as a connector can tell: tables with keys and constraints,
 * transactions, a log in order, conditional writes. It is strict, remembers everything, and
 * misbehaves on purpose.
 *
 * <p>In: tables, habits, faults; what users and Entente do. Out: the same as from any system
 * through its connector, and to the tests every commit with who made it. Never: a row that breaks a
 * constraint, a write that is not looked at strictly.
 */
@NullMarked
package dev.entente.testkit.system;

import org.jspecify.annotations.NullMarked;
