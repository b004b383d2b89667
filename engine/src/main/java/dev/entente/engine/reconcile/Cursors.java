package dev.entente.engine.reconcile;

import dev.entente.connector.Cursor;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.translate.Homes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Up to where each system has been taken in. A cursor moves in the commit of what it stands for,
 * and is acknowledged after it (I11, I19). One that moved over nothing of ours waits a while for a
 * commit that has more to it.
 */
public final class Cursors {

    /** How long a cursor alone waits. */
    private static final long PATIENCE_MICROS = 1_000_000;

    private final Homes homes;
    private final BiConsumer<Integer, Cursor> acknowledge;
    private final List<@Nullable Cursor> pending = new ArrayList<>();
    private final List<@Nullable Cursor> saved = new ArrayList<>();
    private long since = Long.MAX_VALUE;

    /**
     * @param acknowledge told what is durable
     */
    public Cursors(Homes homes, BiConsumer<Integer, Cursor> acknowledge) {
        this.homes = homes;
        this.acknowledge = acknowledge;
        for (int i = 0; i < homes.systems(); i++) {
            pending.add(null);
            saved.add(null);
        }
    }

    private static byte[] name(Homes homes, int system) {
        return Layout.meta("cursor/" + homes.system(system).name());
    }

    /** Where the last run came to, or null where it never did. */
    public static @Nullable Cursor durable(Homes homes, int system, Store store) {
        byte[] saved = store.get(Space.META, name(homes, system));
        return saved == null ? null : new Cursor(Layout.textOf(saved));
    }

    /** The next run begins with everything that is there. */
    static void forget(Homes homes, int system, Sheet sheet) {
        sheet.batch().delete(Space.META, name(homes, system));
    }

    void move(int system, Cursor cursor, long now) {
        if (!cursor.equals(pending.get(system))) {
            pending.set(system, cursor);
            since = Math.min(since, now);
        }
    }

    /** When those that wait have waited long enough, in microseconds since the epoch. */
    long due() {
        return since == Long.MAX_VALUE ? since : since + PATIENCE_MICROS;
    }

    void save(Sheet sheet) {
        for (int i = 0; i < pending.size(); i++) {
            Cursor cursor = pending.get(i);
            if (cursor != null) {
                sheet.batch().put(Space.META, name(homes, i), Layout.text(cursor.text()));
                saved.set(i, cursor);
                pending.set(i, null);
            }
        }
        since = Long.MAX_VALUE;
    }

    /** They are durable. */
    void acknowledge() {
        for (int i = 0; i < saved.size(); i++) {
            Cursor cursor = saved.get(i);
            if (cursor != null) {
                acknowledge.accept(i, cursor);
                saved.set(i, null);
            }
        }
    }
}
