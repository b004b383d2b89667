/**
 * The command line, one file a command.
 *
 * <p>In: arguments and a file.
 *
 * <p>Out: JSON on standard output, everything else on standard error.
 *
 * <p>Never: thinks: questions and commands are answered by the desk.
 */
@NullMarked
package dev.entente.cli;

import org.jspecify.annotations.NullMarked;
