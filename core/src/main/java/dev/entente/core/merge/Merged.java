package dev.entente.core.merge;

import dev.entente.core.value.Mark;
import dev.entente.core.value.Value;

/**
 * What became of an {@link Edit}.
 *
 * @param value the head's value from then on
 * @param mark the head's mark from then on
 * @param seen the mark of the value that came in
 */
public record Merged(Value value, Mark mark, Mark seen, Rule rule) {}
