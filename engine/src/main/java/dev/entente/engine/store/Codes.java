package dev.entente.engine.store;

import dev.entente.connector.Halt;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The lasting numbers of an enum's constants, whatever their order in the source.
 *
 * <p>The lists below are part of the encoding: new constants go to their end.
 */
public final class Codes<E extends Enum<E>> {

    static final Codes<Standing> STANDING =
            new Codes<>(
                    Standing.class,
                    List.of(
                            Standing.UNMET,
                            Standing.PRESENT,
                            Standing.ABSENT,
                            Standing.OUT_OF_SCOPE));

    public static final Codes<Write.Kind> WRITE =
            new Codes<>(
                    Write.Kind.class,
                    List.of(Write.Kind.CREATE, Write.Kind.UPDATE, Write.Kind.DELETE));

    public static final Codes<Parked.Kind> PARKED =
            new Codes<>(
                    Parked.Kind.class,
                    List.of(
                            Parked.Kind.REJECTED,
                            Parked.Kind.UNTRANSLATABLE,
                            Parked.Kind.AMBIGUOUS_MATCH,
                            Parked.Kind.AMBIGUOUS_WRITE,
                            Parked.Kind.BOUNCING,
                            Parked.Kind.KEY_TAKEN));

    private final String name;
    private final List<E> byCode;
    private final Map<E, Integer> codes;

    /**
     * @param inOrder of the numbers, from 0; every constant once
     */
    public Codes(Class<E> type, List<E> inOrder) {
        name = type.getSimpleName();
        byCode = List.copyOf(inOrder);
        codes = new EnumMap<>(type);
        for (int i = 0; i < byCode.size(); i++) {
            codes.put(byCode.get(i), i);
        }
        if (codes.size() != byCode.size() || codes.size() != type.getEnumConstants().length) {
            throw new IllegalStateException("not every " + name + " has one number");
        }
    }

    public int code(E constant) {
        return Objects.requireNonNull(codes.get(constant));
    }

    public E of(int code) {
        if (code >= byCode.size()) {
            throw new Halt(
                    "The store has a "
                            + name
                            + " numbered "
                            + code
                            + ", which this version of Entente does not know. It was written by a"
                            + " newer version, or is damaged: run the newer version, or restore the"
                            + " data folder from a backup.");
        }
        return byCode.get(code);
    }
}
