package dev.entente.core.lens;

import dev.entente.core.value.Value;

/**
 * Where the system says nothing, the field has this value; where the field has it, nothing is
 * written.
 */
public record Default(Value value) implements Form {

    @Override
    public Value get(Value nativeValue) {
        return nativeValue.isNull() ? value : nativeValue;
    }

    @Override
    public Value put(Value canonical) {
        return canonical.equals(value) ? Value.Null.NULL : canonical;
    }

    /** The value itself may stand there, too. */
    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public String words() {
        return "null is " + Scalars.print(value);
    }
}
