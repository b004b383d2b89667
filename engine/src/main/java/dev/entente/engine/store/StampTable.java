package dev.entente.engine.store;

import dev.entente.core.value.Mark;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The distinct stamps of one encoding: each is written once, then named by its number. Most fields
 * of a link were edited at the same few moments.
 *
 * <p>Who reads must meet the stamps in the order in which they were written. For one encoding and
 * one thread.
 */
public final class StampTable {

    /** Stamps beyond so many are written out each time, so that looking one up stays cheap. */
    private static final int MOST = 64;

    private static final int FEW = 4;

    private static final int NO_MARK = 0;
    private static final int ELEMENTS = 1;
    private static final int FIRST_STAMP = 2;

    /** Grows with them: a link has but a few, mostly. */
    private Stamp[] known = new Stamp[FEW];

    private int size;
    private long micros;

    public StampTable() {
        this(0);
    }

    /**
     * @param near a time that most of the stamps are near to, known to who reads, too: those take
     *     fewer bytes
     */
    public StampTable(long near) {
        known[size++] = Stamp.ZERO;
        micros = near;
    }

    public void write(Packer out, Stamp stamp) {
        write(out, stamp, 0);
    }

    public Stamp read(Unpacker in) {
        return read(in, in.small());
    }

    /** Writes a mark, or that there is none; elements of sets and lists go where values go. */
    public void writeMark(Packer out, Packer values, @Nullable Mark mark) {
        switch (mark) {
            case null -> out.varint(NO_MARK);
            case Stamp stamp -> write(out, stamp, FIRST_STAMP);
            case Mark.Elements(Stamp floor, Map<Value, Stamp> stamps) -> {
                out.varint(ELEMENTS);
                write(out, floor);
                out.varint(stamps.size());
                stamps.forEach((element, stamp) -> {
                    ValueCodec.write(values, element);
                    write(out, stamp);
                });
            }
        }
    }

    public @Nullable Mark readMark(Unpacker in, Unpacker values) {
        int code = in.small();
        if (code == NO_MARK) {
            return null;
        }
        if (code != ELEMENTS) {
            return read(in, code - FIRST_STAMP);
        }
        Stamp floor = read(in);
        Map<Value, Stamp> stamps = new TreeMap<>(ValueOrder.INSTANCE);
        for (int left = in.count(); left > 0; left--) {
            Value element = ValueCodec.read(values);
            stamps.put(element, read(in));
        }
        return new Mark.Elements(floor, stamps);
    }

    /** Number 0 announces a stamp that is written out; the others are those written before. */
    private void write(Packer out, Stamp stamp, int offset) {
        for (int i = 0; i < size; i++) {
            if (known[i].micros() == stamp.micros() && known[i].system() == stamp.system()) {
                out.varint(offset + 1L + i);
                return;
            }
        }
        out.varint(offset).signed(stamp.micros() - micros).signed(stamp.system());
        learn(stamp);
    }

    private Stamp read(Unpacker in, int code) {
        if (code > 0) {
            if (code > size) {
                throw in.damaged();
            }
            return known[code - 1];
        }
        long time = micros + in.signed();
        Stamp stamp = new Stamp(time, (int) in.signed());
        learn(stamp);
        return stamp;
    }

    private void learn(Stamp stamp) {
        micros = stamp.micros();
        if (size < MOST) {
            if (size == known.length) {
                known = Arrays.copyOf(known, 2 * size);
            }
            known[size++] = stamp;
        }
    }
}
