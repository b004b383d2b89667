package dev.entente.simulator.history;

import dev.entente.connector.Host;
import dev.entente.connector.Resource.Kind;
import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.lens.Chain;
import dev.entente.core.lens.Form;
import dev.entente.core.lens.Forms;
import dev.entente.core.lens.Lens;
import dev.entente.core.lens.Mapping;
import dev.entente.core.lens.Trim;
import dev.entente.core.lens.ValueTable;
import dev.entente.core.link.Parked;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.config.Brakes;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Limit;
import dev.entente.engine.config.Placement;
import dev.entente.engine.config.Sync;
import dev.entente.engine.config.SystemBinding;
import dev.entente.simulator.scene.Scene;
import dev.entente.testkit.system.FakeSystem;
import dev.entente.testkit.system.FakeTable;
import dev.entente.testkit.system.Habits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A portal and a laboratory that keep the same orders: the portal counts up its own keys, the
 * laboratory has the order's number for a key; columns, codes and forms differ; each policy has a
 * field.
 */
public final class Orders {
    public static final int NUMBER = 0;
    public static final int PATIENT = 1;
    public static final int PRIORITY = 2;
    public static final int STATUS = 3;
    public static final int STOCK = 4;
    public static final int TAGS = 5;
    public static final int BEST = 6;
    public static final int REMARK = 7;
    public static final int LINES = 8;

    public static final int PORTAL = 0;
    public static final int LAB = 1;

    private static final Type.ListBy LINE = new Type.ListBy("code", lineFields());

    private final List<FakeSystem> systems;
    private final Terms terms;
    private final List<FakeTable> tables;
    private final List<List<Lens>> lenses;
    private final Entity entity;
    private final List<Placement> placements;

    /**
     * How they are declared.
     *
     * @param unique whether the portal keeps its order numbers unique
     * @param asking whether a person is asked where both edited the remark; else the portal wins
     */
    public record Terms(DeletePolicy deletes, boolean unique, boolean asking) {}

    public Orders(Host host, Habits portal, Habits lab, Terms terms) {
        this.terms = terms;
        tables = List.of(orders(terms.unique), requests());
        systems =
                List.of(
                        new FakeSystem("portal", host, portal, tables.get(PORTAL)),
                        new FakeSystem("lab", host, lab, tables.get(LAB)));
        lenses = List.of(portalLenses(tables.get(PORTAL)), labLenses(tables.get(LAB)));
        entity = entity(lenses.getFirst().size());
        placements = placements(entity);
    }

    private List<Placement> placements(Entity of) {
        List<Placement> places = new ArrayList<>();
        for (int i = 0; i < systems.size(); i++) {
            FakeTable table = tables.get(i);
            Branch branch = of.branches().get(i);
            List<String> columns =
                    table.resource().columns().stream().map(column -> column.name()).toList();
            Mapping mapping =
                    new Mapping(of, branch, columns, lenses.get(i).subList(0, of.width()));
            int number = column(table, i == PORTAL ? "order_no" : "code");
            boolean isKept = table.resource().isUnique(List.of(number));
            List<Integer> natural = isKept ? List.of(number) : List.of();
            places.add(new Placement(branch, mapping, table.resource(), natural));
        }
        return places;
    }

    private static Map<String, Type> lineFields() {
        Map<String, Type> fields = new LinkedHashMap<>();
        fields.put("code", Type.Scalar.TEXT);
        fields.put("amount", Type.Scalar.INTEGER);
        fields.put("note", Type.Scalar.TEXT);
        return fields;
    }

    private static FakeTable orders(boolean unique) {
        FakeTable.Builder table =
                FakeTable.named("orders").serial("id").required("order_no", Kind.TEXT);
        return (unique ? table.unique() : table)
                .column("patient_name", Kind.TEXT)
                .column("prio", Kind.WHOLE)
                .column("status", Kind.TEXT)
                .column("stock", Kind.WHOLE)
                .column("tags", Kind.ITEMS)
                .column("best", Kind.WHOLE)
                .column("internal", Kind.TEXT)
                .column("remark", Kind.TEXT)
                .column("lines", Kind.JSON)
                .build();
    }

    private static FakeTable requests() {
        return FakeTable.named("requests")
                .column("memo", Kind.TEXT)
                .column("items", Kind.JSON)
                .key("code", Kind.TEXT)
                .column("state", Kind.TEXT)
                .column("urgency", Kind.TEXT)
                .column("name", Kind.TEXT)
                .form(new Trim()::get)
                .column("count", Kind.WHOLE)
                .column("labels", Kind.ITEMS)
                .column("top", Kind.WHOLE)
                .build();
    }

    private static List<Lens> portalLenses(FakeTable table) {
        return List.of(
                same(NUMBER, table, "order_no"),
                same(PATIENT, table, "patient_name"),
                lens(
                        PRIORITY,
                        table,
                        "prio",
                        ValueTable.of(
                                Map.of(
                                        Value.of(1), Value.of("routine"),
                                        Value.of(2), Value.of("urgent")))),
                same(STATUS, table, "status"),
                same(STOCK, table, "stock"),
                lens(TAGS, table, "tags", tags()),
                same(BEST, table, "best"),
                same(REMARK, table, "remark"),
                lens(LINES, table, "lines", lines()));
    }

    private static List<Lens> labLenses(FakeTable table) {
        return List.of(
                same(NUMBER, table, "code"),
                lens(PATIENT, table, "name", Chain.of(new Trim())),
                same(PRIORITY, table, "urgency"),
                same(STATUS, table, "state"),
                same(STOCK, table, "count"),
                lens(TAGS, table, "labels", tags()),
                same(BEST, table, "top"),
                same(REMARK, table, "memo"),
                lens(LINES, table, "items", lines()));
    }

    private static Form tags() {
        Type.SetOf set = new Type.SetOf(Type.Scalar.TEXT);
        return Objects.requireNonNull(Forms.between(dev.entente.core.lens.Kind.ITEMS, set));
    }

    private static Form lines() {
        return Objects.requireNonNull(Forms.list(LINE, Map.of()));
    }

    private static Lens same(int field, FakeTable table, String column) {
        return lens(field, table, column, Form.Same.SAME);
    }

    private static Lens lens(int field, FakeTable table, String column, Form form) {
        return new Lens.Column(field, column(table, column), form, true);
    }

    private static int column(FakeTable table, String column) {
        return Objects.requireNonNull(table.resource().column(column), column).index();
    }

    /** The first fields of it. */
    private Entity entity(int width) {
        Policy latest = new Policy.LastWriterWins();
        List<Field> all =
                List.of(
                        new Field(NUMBER, "number", Type.Scalar.TEXT, latest, false),
                        new Field(PATIENT, "patient", Type.Scalar.TEXT, latest, true),
                        new Field(PRIORITY, "priority", Type.Scalar.TEXT, latest, false),
                        new Field(STATUS, "status", Type.Scalar.TEXT, new Policy.Owner(LAB), false),
                        new Field(
                                STOCK, "stock", Type.Scalar.INTEGER, new Policy.Counter(-1), false),
                        new Field(
                                TAGS,
                                "tags",
                                new Type.SetOf(Type.Scalar.TEXT),
                                new Policy.SetMerge(),
                                false),
                        new Field(BEST, "best", Type.Scalar.INTEGER, new Policy.Max(), false),
                        new Field(
                                REMARK,
                                "remark",
                                Type.Scalar.TEXT,
                                terms.asking ? new Policy.Ask() : new Policy.Prefer(PORTAL),
                                false),
                        new Field(LINES, "lines", LINE, new Policy.ListMerge(), false));
        List<Field> fields = all.subList(0, width);
        List<Branch> branches = new ArrayList<>();
        for (String system : List.of("portal", "lab")) {
            int index = branches.size();
            branches.add(
                    new Branch(
                            index,
                            system,
                            Mapping.uses(width, lenses.get(index).subList(0, width)),
                            Branch.Rights.ALL,
                            true));
        }
        return new Entity(
                "order", fields, List.of(List.of(fields.getFirst())), terms.deletes, branches);
    }

    public List<FakeSystem> systems() {
        return systems;
    }

    public FakeSystem system(int index) {
        return systems.get(index);
    }

    public Entity entity() {
        return entity;
    }

    public Mapping mapping(int system) {
        return placements.get(system).mapping();
    }

    public String table(int system) {
        return placements.get(system).resource().name();
    }

    /** The orders at one system as the entity has them, by number. */
    public Map<Value, Row> at(int system) {
        Map<Value, Row> orders = new LinkedHashMap<>();
        for (Row row : systems.get(system).rows(table(system)).values()) {
            Row values = values(system, row);
            orders.put(values.orNull(NUMBER), values);
        }
        return orders;
    }

    public Row values(int system, Row nativeRow) {
        return mapping(system).read(nativeRow).values();
    }

    /** As a system keeps a row that has these values and nothing else. */
    public Row nativeRow(int system, Row values) {
        return mapping(system).create(values);
    }

    /** No brake stands in the way: what they do has tests of its own. */
    public Scene scene() {
        return scene(entity, placements);
    }

    /** The same under a file that leaves out the remark and the lines. */
    public Scene narrower() {
        Entity narrow = entity(REMARK);
        return scene(narrow, placements(narrow));
    }

    private Scene scene(Entity of, List<Placement> at) {
        Brakes none =
                new Brakes(
                        Limit.NONE,
                        Limit.NONE,
                        Limit.NONE,
                        new Brakes.FirstMeeting(Limit.NONE, Limit.NONE, Limit.NONE));
        List<SystemBinding> bindings = new ArrayList<>();
        for (FakeSystem system : systems) {
            bindings.add(
                    new SystemBinding(system.name(), system, system.catalog(), system.abilities()));
        }
        Sync sync =
                new Sync(bindings, List.of(EntityBinding.of(of, at, none)), Duration.ofDays(90));
        return new Scene(sync, systems, Set.of(Parked.Kind.AMBIGUOUS_WRITE));
    }
}
