/**
 * A sync of a user's own, played through before it is run: people who are invented from its types
 * work at fakes of its systems for days, and the shipping engine keeps these in agreement.
 *
 * <p>In: a file with the tables of its systems, and a seed. Out: what it came to: conflicts and how
 * they were decided, what was lost, what it cost, what is risky. Never: a value of a real record, a
 * decision of the engine's made anew.
 */
@NullMarked
package dev.entente.simulator.rehearsal;

import org.jspecify.annotations.NullMarked;
