/** Rehearsals of small files, whose risks are known. */
@org.jspecify.annotations.NullMarked
package dev.entente.simulator.rehearsal;
