package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Host;
import dev.entente.connector.Resource;
import dev.entente.connector.SystemHost;
import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.lens.Form;
import dev.entente.core.lens.Lens;
import dev.entente.core.lens.Mapping;
import dev.entente.engine.config.Brakes;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.engine.config.Sync;
import dev.entente.engine.config.SystemBinding;
import dev.entente.engine.journal.Journal;
import dev.entente.engine.plan.Plan;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.LinkCodec;
import dev.entente.engine.store.Nonces;
import dev.entente.engine.store.RocksStore;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Shapes;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.watch.Listener;
import dev.entente.engine.watch.Notice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Two shelves with customers, and an engine between them. */
public final class Pair implements AutoCloseable {

    static final Brakes WIDE = Brakes.DEFAULT;

    final Host host;
    final Shelf a;
    final Shelf b;
    final List<Notice> notices = Collections.synchronizedList(new ArrayList<>());
    private final Path folder;
    private final Form townAtB;
    private final Duration keep;
    private Store store;
    private Engine engine;

    Pair(Path folder) {
        this(folder, Form.Same.SAME);
    }

    /**
     * @param townAtB how the second shelf writes towns
     */
    Pair(Path folder, Form townAtB) {
        this(folder, townAtB, new SystemHost(), Duration.ofDays(90));
    }

    /**
     * @param keep how long the journal keeps what happened
     */
    Pair(Path folder, Host host, Duration keep) {
        this(folder, Form.Same.SAME, host, keep);
    }

    private Pair(Path folder, Form townAtB, Host host, Duration keep) {
        this.folder = folder;
        this.townAtB = townAtB;
        this.host = host;
        this.keep = keep;
        this.a = new Shelf(table(), host);
        this.b = new Shelf(table(), host);
        this.store = RocksStore.open(folder);
        this.engine = assembled(Options.DEFAULT.withYes(true));
    }

    private static Resource table() {
        List<Resource.Column> columns = new ArrayList<>();
        List<String> names = List.of("id", "name", "town");
        for (int i = 0; i < names.size(); i++) {
            Resource.Kind kind = i == 0 ? Resource.Kind.WHOLE : Resource.Kind.TEXT;
            columns.add(new Resource.Column(i, names.get(i), kind, "text", i != 0, false, false));
        }
        return new Resource("customer", columns, List.of(0), List.of());
    }

    Entity entity() {
        List<Field> fields =
                List.of(
                        new Field(0, "id", Type.Scalar.INTEGER, new Policy.LastWriterWins(), false),
                        new Field(1, "name", Type.Scalar.TEXT, new Policy.LastWriterWins(), true),
                        new Field(2, "town", Type.Scalar.TEXT, new Policy.LastWriterWins(), false));
        List<Branch> branches = new ArrayList<>();
        for (String system : List.of("a", "b")) {
            int index = branches.size();
            List<Branch.Use> uses = Mapping.uses(fields.size(), lenses(index));
            branches.add(new Branch(index, system, uses, Branch.Rights.ALL, true));
        }
        return new Entity(
                "customer",
                fields,
                List.of(List.of(fields.getFirst())),
                DeletePolicy.DELETE_WINS,
                branches);
    }

    private List<Lens> lenses(int branch) {
        return List.of(
                new Lens.Column(0, 0, Form.Same.SAME, true),
                new Lens.Column(1, 1, Form.Same.SAME, true),
                new Lens.Column(2, 2, branch == 0 ? Form.Same.SAME : townAtB, true));
    }

    Sync sync() {
        Entity entity = entity();
        List<Placement> placements =
                IntStream.range(0, 2)
                        .mapToObj(i -> {
                            Branch branch = entity.branches().get(i);
                            List<String> columns = List.of("id", "name", "town");
                            return new Placement(
                                    branch,
                                    new Mapping(entity, branch, columns, lenses(i)),
                                    (i == 0 ? a : b).resource,
                                    List.of(0));
                        })
                        .toList();
        return new Sync(
                List.of(SystemBinding.of("a", a), SystemBinding.of("b", b)),
                List.of(EntityBinding.of(entity, placements, WIDE)),
                keep);
    }

    /** The customers of the first shelf, as the stages know them. */
    public static Home home(Path folder) {
        try (Pair pair = new Pair(folder)) {
            Sync sync = pair.sync();
            List<Entity> entities = sync.entities().stream().map(EntityBinding::entity).toList();
            return new Homes(sync, Shapes.open(pair.store, entities)).all().getFirst();
        }
    }

    Plan plan() throws InterruptedException {
        try (Store scratch = RocksStore.scratch(folder.resolve("scratch"))) {
            Seals seals = Seals.open(new byte[32], scratch, Nonces.secure());
            return new Assembly(sync(), scratch, seals, host).plan(Options.DEFAULT);
        }
    }

    private Engine assembled(Options options) {
        Seals seals = Seals.open(new byte[32], store, Nonces.secure());
        Listener listener = notices::add;
        return new Assembly(sync(), store, seals, host).engine(options, listener);
    }

    Engine engine() {
        return engine;
    }

    Pair started() {
        engine.start();
        return this;
    }

    /** Another engine on the same store, as after a clean end or a crash. */
    Pair again(Options options) {
        store.close();
        store = RocksStore.open(folder);
        engine = assembled(options);
        engine.start();
        return this;
    }

    /** How many writes the store says are under way. */
    long underWay() {
        AtomicLong count = new AtomicLong();
        store.scan(
                Space.INTENTS,
                new byte[0],
                (_, intents) -> count.addAndGet(Layout.intentsIn(intents).size()) > 0);
        return count.get();
    }

    /** All that one space of the store holds, by key, as it is stored. */
    SortedMap<String, String> stored(Space space) {
        SortedMap<String, String> all = new TreeMap<>();
        HexFormat hex = HexFormat.of();
        store.scan(
                space,
                new byte[0],
                (key, value) -> {
                    all.put(hex.formatHex(key), hex.formatHex(value));
                    return true;
                });
        return all;
    }

    /** What the audit trail says, by one who opens the store and knows nothing else. */
    Journal.Verdict audit() {
        Seals seals = Seals.open(new byte[32], store, Nonces.secure());
        Shapes shapes = Shapes.open(store, List.of(entity()));
        return Journal.open(store, shapes, seals, new LinkCodec(shapes, seals)).verify();
    }

    void until(BooleanSupplier condition) {
        until(condition, () -> "a=" + a.content() + "\nb=" + b.content() + "\n" + notices);
    }

    void until(BooleanSupplier condition, Supplier<String> otherwise) {
        boolean isSo = condition.getAsBoolean();
        try {
            for (int i = 0; i < 5_000 && !isSo; i++) {
                host.sleep(Duration.ofMillis(2));
                isSo = condition.getAsBoolean();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(isSo).as(otherwise.get()).isTrue();
    }

    void untilEqual() {
        until(() ->
                a.content().equals(b.content())
                        && engine.status().systems().stream()
                                .allMatch(s -> s.unsettled() == 0 && s.held() == 0));
    }

    @Override
    public void close() {
        engine.stop();
        store.close();
    }
}
