/**
 * Every question and every command as a record, and the one class that answers them: for the
 * command line, the socket and whatever comes later alike.
 *
 * <p>In: questions and commands, in process or as JSON lines through a Unix socket in the data
 * folder. Out: answers as records; stories in plain words. Never: a value of a personal field that
 * was not asked for by name; a change that does not go the way of every other.
 */
@NullMarked
package dev.entente.engine.desk;

import org.jspecify.annotations.NullMarked;
