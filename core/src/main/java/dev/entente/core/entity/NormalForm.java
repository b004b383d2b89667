package dev.entente.core.entity;

import dev.entente.core.value.Value;

/**
 * What a system makes of a value that it is given: trimmed, lower-cased, rounded. Applied twice it
 * is as applied once (I26).
 */
@FunctionalInterface
public interface NormalForm {

    NormalForm EXACT = value -> value;

    Value of(Value value);
}
