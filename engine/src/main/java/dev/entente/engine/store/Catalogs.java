package dev.entente.engine.store;

import dev.entente.connector.Catalog;
import dev.entente.connector.Resource;
import dev.entente.connector.Resource.Column;
import dev.entente.connector.Resource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the systems looked like when a sync last ran (META): so that whoever asks about it while
 * nothing runs need not reach them.
 */
public final class Catalogs {

    private static final String NAME = "catalog/";
    private static final int VERSION = 1;
    private static final String WHAT = "what a system looks like";

    private static final Codes<Kind> KINDS =
            new Codes<>(
                    Kind.class,
                    List.of(
                            Kind.BOOL,
                            Kind.WHOLE,
                            Kind.DECIMAL,
                            Kind.TEXT,
                            Kind.BYTES,
                            Kind.DAY,
                            Kind.CLOCK,
                            Kind.LOCAL_MOMENT,
                            Kind.MOMENT,
                            Kind.UUID,
                            Kind.ITEMS,
                            Kind.JSON,
                            Kind.UNMAPPABLE));

    private static final int NULLABLE = 1;
    private static final int GENERATED = 2;
    private static final int DEFAULTED = 4;

    private Catalogs() {}

    /**
     * Remembers these.
     *
     * @param catalogs by the systems' names
     */
    public static void save(Store store, Map<String, Catalog> catalogs) {
        StoreBatch batch = new StoreBatch();
        catalogs.forEach((system, catalog) ->
                batch.put(Space.META, Layout.meta(NAME + system), bytes(catalog)));
        store.commit(batch);
    }

    /** What this system looked like; null where no run has told. */
    public static @Nullable Catalog find(Store store, String system) {
        byte[] saved = store.get(Space.META, Layout.meta(NAME + system));
        return saved == null ? null : of(saved);
    }

    private static byte[] bytes(Catalog catalog) {
        Packer out = new Packer(512).u8(VERSION).varint(catalog.resources().size());
        for (Resource resource : catalog.resources()) {
            out.text(resource.name()).varint(resource.columns().size());
            for (Column column : resource.columns()) {
                out.text(column.name()).text(column.typeName()).u8(KINDS.code(column.kind()));
                out.u8(
                        (column.nullable() ? NULLABLE : 0)
                                | (column.generated() ? GENERATED : 0)
                                | (column.defaulted() ? DEFAULTED : 0));
            }
            indices(out, resource.key());
            out.varint(resource.uniques().size());
            resource.uniques().forEach(unique -> indices(out, unique));
        }
        return out.takeChecked();
    }

    private static void indices(Packer out, List<Integer> indices) {
        out.varint(indices.size());
        indices.forEach(out::varint);
    }

    private static Catalog of(byte[] bytes) {
        Unpacker in = Unpacker.checked(bytes, WHAT).version(VERSION, WHAT);
        List<Resource> resources = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            List<Column> columns = columns(in);
            List<Integer> key = indices(in);
            List<List<Integer>> uniques = new ArrayList<>();
            for (int more = in.count(); more > 0; more--) {
                uniques.add(indices(in));
            }
            resources.add(new Resource(name, columns, key, uniques));
        }
        in.end();
        return new Catalog(resources);
    }

    private static List<Column> columns(Unpacker in) {
        int count = in.count();
        List<Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.text();
            String typeName = in.text();
            Kind kind = KINDS.of(in.u8());
            int flags = in.u8();
            columns.add(
                    new Column(
                            i,
                            name,
                            kind,
                            typeName,
                            (flags & NULLABLE) != 0,
                            (flags & GENERATED) != 0,
                            (flags & DEFAULTED) != 0));
        }
        return columns;
    }

    private static List<Integer> indices(Unpacker in) {
        List<Integer> indices = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            indices.add(in.small());
        }
        return indices;
    }
}
