package dev.entente.engine.observe;

import dev.entente.core.value.Key;
import dev.entente.engine.translate.Home;
import org.jspecify.annotations.Nullable;

/**
 * A key that must be read again before it counts: what was noticed there was not enough, or not
 * certain to be current.
 *
 * @param beside another key there that is read along, because the two may be one record (R15)
 */
public record Look(Home home, Key key, @Nullable Key beside) {}
