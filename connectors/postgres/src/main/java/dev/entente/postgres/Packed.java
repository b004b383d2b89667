package dev.entente.postgres;

import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A row as {@code record_send} packs it: how many fields, and of each its type, its length and
 * itself. The first two are always a number and a place in the log.
 */
final class Packed {
    private static final int NUMBER_AT = 12;
    private static final int PLACE_AT = 28;
    private static final int CELLS_AT = 36;

    private Packed() {}

    /** Which of the rows sent it is, from 0 on. */
    static int index(byte[] packed) {
        return Math.toIntExact(BinaryValues.int64(packed, NUMBER_AT)) - 1;
    }

    static long place(byte[] packed) {
        return BinaryValues.int64(packed, PLACE_AT) - 1;
    }

    static Row row(Table table, byte[] packed) {
        @Nullable Value[] cells = new @Nullable Value[table.width()];
        int at = CELLS_AT;
        for (int column : table.readable()) {
            int length = BinaryValues.int32(packed, at + 4);
            at += 8;
            if (length < 0) {
                cells[column] = Value.Null.NULL;
            } else {
                cells[column] = BinaryValues.read(table.typeToWrite(column), packed, at, length);
                at += length;
            }
        }
        return Row.owning(cells);
    }
}
