package dev.entente.engine;

/**
 * How to run, beside what the file says.
 *
 * @param yes whether the writes of a first meeting may begin however many they are
 * @param mostRows most rows of one source transaction that are kept whole at the target
 */
public record Options(boolean yes, int mostRows) {

    public static final int MOST_ROWS = 10_000;

    public static final Options DEFAULT = new Options(false, MOST_ROWS);

    public Options withYes(boolean next) {
        return new Options(next, mostRows);
    }
}
