/** What a person, and a script, gets to see. */
@org.jspecify.annotations.NullMarked
package dev.entente.cli;
