/**
 * The file: parsed once at the edge into records, then compared with what is really there.
 *
 * <p>In: {@code entente.yaml}, an environment for its secrets, and the catalogues of the systems.
 * Out: a {@link dev.entente.engine.config.Sync} that the engine runs, or every problem at once,
 * each with its line, its column and what would be right. Never: a connection, a secret that is
 * shown, a key that is silently ignored.
 */
@NullMarked
package dev.entente.engine.config;

import org.jspecify.annotations.NullMarked;
