package dev.entente.core.entity;

/**
 * How two concurrent edits of one field become one. Systems are named by the index of their {@link
 * Branch}.
 */
public sealed interface Policy {

    /** The later edit wins, by {@link dev.entente.core.value.Stamp}. */
    record LastWriterWins() implements Policy {}

    /** Only this system's edits count; any other is journaled as lost and written back (R4). */
    record Owner(int system) implements Policy {}

    /** In a conflict this system's edit wins; between two others the later one. */
    record Prefer(int system) implements Policy {}

    /**
     * Every difference is added (R5); without a base one side is taken whole (R6), {@code prefer}
     * &lt; 0 meaning the later one.
     */
    record Counter(int prefer) implements Policy {}

    /** Adds and removes merge by element, each element last-writer-wins (R18). */
    record SetMerge() implements Policy {}

    /** Elements are matched by their key and merged field by field. */
    record ListMerge() implements Policy {}

    /** What was done to a text is done by all: put in, taken out (TP1). */
    record TextMerge() implements Policy {}

    /** In a conflict the least value wins, any value before null. One side alone may raise it. */
    record Min() implements Policy {}

    /**
     * In a conflict the greatest value wins, any value before null. One side alone may lower it.
     */
    record Max() implements Policy {}

    /** A conflict waits for a person; each system keeps its own value until then. */
    record Ask() implements Policy {}

    /** Whether an edit gives the whole value, so that of two only one can stand. */
    default boolean takesWhole() {
        return switch (this) {
            case LastWriterWins _, Owner _, Prefer _, Min _, Max _, Ask _ -> true;
            case Counter _, SetMerge _, ListMerge _, TextMerge _ -> false;
        };
    }

    /**
     * Whether an edit and the one that takes it back come to nothing together, whatever is done
     * elsewhere in between.
     */
    default boolean cancelsOut() {
        return switch (this) {
            case Owner _, Counter _, TextMerge _ -> true;
            case LastWriterWins _, Prefer _, SetMerge _, ListMerge _, Min _, Max _, Ask _ -> false;
        };
    }

    /** The word in the file and in explanations. */
    default String word() {
        return switch (this) {
            case LastWriterWins _ -> "last-writer-wins";
            case Owner _ -> "owner";
            case Prefer _ -> "prefer";
            case Counter _ -> "counter";
            case SetMerge _ -> "set";
            case ListMerge _ -> "list";
            case TextMerge _ -> "text";
            case Min _ -> "min";
            case Max _ -> "max";
            case Ask _ -> "ask";
        };
    }
}
