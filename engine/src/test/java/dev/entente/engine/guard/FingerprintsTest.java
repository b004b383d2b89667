package dev.entente.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import dev.entente.core.entity.Entity;
import dev.entente.engine.Pair;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Fingerprint;
import dev.entente.engine.store.MapStore;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a file may be another than it was when the states in the store were made. */
class FingerprintsTest {

    private static final Map<String, String> FIELDS = Map.of("id", "1", "größe in cm", "2");

    private final Store store = new MapStore();
    private EntityBinding some;

    @BeforeEach
    void open(@TempDir Path folder) {
        some = Pair.home(folder).binding();
    }

    private EntityBinding named(String name, String identity, Map<String, String> fields) {
        Entity like = some.entity();
        Entity entity =
                new Entity(name, like.fields(), like.matches(), like.deletes(), like.branches());
        Fingerprint print = new Fingerprint(identity, fields);
        return new EntityBinding(entity, some.placements(), some.brakes(), print);
    }

    private EntityBinding item(Map<String, String> fields) {
        return named("item", "same", fields);
    }

    private Fingerprints compared(EntityBinding... bindings) {
        return Fingerprints.compare(List.of(bindings), store);
    }

    private void takeOver(EntityBinding... bindings) {
        StoreBatch batch = new StoreBatch();
        compared(bindings).save(batch);
        store.commit(batch);
    }

    @Test
    void a_new_store_is_begun_and_the_same_again_fits() {
        assertThat(compared(item(FIELDS)).changes()).isEmpty();
        takeOver(item(FIELDS));
        Fingerprints again = compared(item(FIELDS));
        assertThat(again.changes()).isEmpty();
        assertThatCode(() -> again.check(false)).doesNotThrowAnyException();
    }

    @Test
    void a_new_field_wants_a_word_and_all_that_is_there() {
        takeOver(item(FIELDS));
        EntityBinding wider = item(Map.of("id", "1", "größe in cm", "2", "weight", "3"));
        Fingerprints found = compared(wider);
        assertThat(found.changes()).containsExactly("`weight` of `item` is new");
        assertThat(found.systems()).containsExactlyInAnyOrder("a", "b");
        assertThatThrownBy(() -> found.check(false))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("`weight` of `item` is new")
                .hasMessageContaining("--yes");
        assertThatCode(() -> found.check(true)).doesNotThrowAnyException();
        takeOver(wider);
        assertThat(compared(wider).changes()).isEmpty();
    }

    @Test
    void a_field_that_is_gone_wants_a_word_and_no_reading() {
        takeOver(item(FIELDS));
        Fingerprints found = compared(item(Map.of("id", "1")));
        assertThat(found.changes()).containsExactly("`größe in cm` of `item` is gone");
        assertThat(found.systems()).isEmpty();
    }

    @Test
    void another_lens_or_table_does_not_fit_whatever_anybody_says() {
        takeOver(item(FIELDS));
        assertThatThrownBy(() -> compared(item(Map.of("id", "1", "größe in cm", "9"))).check(true))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("`größe in cm` of `item` has another type or is read")
                .hasMessageContaining("--data");
        assertThatThrownBy(() -> compared(named("item", "other", FIELDS)).check(true))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("`item` has other matches, systems, tables or keys");
    }

    @Test
    void an_entity_that_comes_or_comes_back_is_read_anew() {
        EntityBinding more = named("more", "same", FIELDS);
        takeOver(item(FIELDS));
        assertThat(compared(item(FIELDS), more).changes()).containsExactly("`more` is new");
        takeOver(item(FIELDS), more);
        assertThat(compared(item(FIELDS)).changes()).isEmpty();
        takeOver(item(FIELDS));
        Fingerprints back = compared(item(FIELDS), more);
        assertThat(back.changes()).containsExactly("`more` is back");
        assertThat(back.systems()).containsExactlyInAnyOrder("a", "b");
        takeOver(item(FIELDS), more);
        assertThat(compared(item(FIELDS), more).changes()).isEmpty();
    }

    @Test
    void a_store_begun_by_something_older_does_not_fit() {
        takeOver(named("item", "0123456789abcdef", Map.of()));
        assertThatThrownBy(() -> compared(item(FIELDS)).check(true)).isInstanceOf(Halt.class);
    }
}
