package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Catalog;
import dev.entente.connector.Halt;
import dev.entente.connector.Resource;
import dev.entente.connector.Resource.Column;
import dev.entente.connector.Resource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogsTest {

    private static Catalog everything() {
        List<Column> columns = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int i = columns.size();
            columns.add(
                    new Column(
                            i,
                            "größe " + i,
                            kind,
                            "type " + i,
                            i % 2 == 0,
                            i % 3 == 0,
                            i % 5 == 0));
        }
        return new Catalog(
                List.of(
                        new Resource("own.item", columns, List.of(3, 1), List.of(List.of(2, 0))),
                        new Resource("bare", columns.subList(0, 1), List.of(), List.of())));
    }

    @Test
    void what_a_system_looked_like_comes_back() {
        Store store = new MapStore();
        Catalogs.save(store, Map.of("a", everything(), "b", new Catalog(List.of())));
        assertThat(Catalogs.find(store, "a")).isEqualTo(everything());
        assertThat(Catalogs.find(store, "b")).isEqualTo(new Catalog(List.of()));
        assertThat(Catalogs.find(store, "c")).isNull();
    }

    @Test
    void what_is_damaged_is_not_believed() {
        Store store = new MapStore();
        Catalogs.save(store, Map.of("a", everything()));
        byte[] bytes = store.get(Space.META, Layout.meta("catalog/a"));
        assertThat(bytes).isNotNull();
        bytes[20] ^= 1;
        StoreBatch batch = new StoreBatch();
        batch.put(Space.META, Layout.meta("catalog/a"), bytes);
        store.commit(batch);
        assertThatThrownBy(() -> Catalogs.find(store, "a")).isInstanceOf(Halt.class);
    }
}
