package dev.entente.simulator.scene;

import dev.entente.connector.Abilities;
import dev.entente.connector.Host;
import dev.entente.connector.Resource;
import dev.entente.core.link.Parked;
import dev.entente.core.value.Value;
import dev.entente.engine.config.Binder;
import dev.entente.engine.config.Config;
import dev.entente.engine.config.Result;
import dev.entente.engine.config.Sync;
import dev.entente.engine.config.SystemBinding;
import dev.entente.testkit.system.FakeSystem;
import dev.entente.testkit.system.FakeTable;
import dev.entente.testkit.system.Habits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds fake systems that have the tables of a file, and binds the file to them. */
public final class Scenery {
    private static final Pattern DIGITS =
            Pattern.compile("(?:numeric|decimal)\\s*\\(\\s*\\d+\\s*,\\s*(\\d+)\\s*\\)");
    private static final Pattern FIXED =
            Pattern.compile("(?:character|char|bpchar)\\s*\\((\\d+)\\)");

    /** Nothing of what is looked at in the end is forgotten before. */
    private static final Duration KEEP = Duration.ofDays(3_650);

    private final Config config;
    private final List<Looks> looks;

    /**
     * @param looks of every system of the file
     */
    public Scenery(Config config, List<Looks> looks) {
        this.config = config;
        this.looks = List.copyOf(looks);
    }

    public Config config() {
        return config;
    }

    /** The file bound to fakes, or what is wrong with it; warnings either way. */
    public Result<Sync> bind(Host host) {
        return Binder.bind(config, bindings(systems(host, () -> Habits.PLAIN)));
    }

    /**
     * A scene of its own, of a file that can be bound.
     *
     * @param habits of each system, in their order
     */
    public Scene scene(Host host, Supplier<Habits> habits) {
        List<FakeSystem> systems = systems(host, habits);
        return switch (Binder.bind(config, bindings(systems))) {
            case Result.Good<Sync> good ->
                    new Scene(
                            new Sync(good.value().systems(), good.value().entities(), KEEP),
                            systems,
                            Set.of(Parked.Kind.values()));
            case Result.Bad<Sync> bad -> throw new IllegalArgumentException("" + bad.problems());
        };
    }

    private List<FakeSystem> systems(Host host, Supplier<Habits> habits) {
        List<FakeSystem> systems = new ArrayList<>();
        for (Config.SystemConfig system : config.systems()) {
            Looks look = looks(system.name());
            FakeTable[] tables =
                    look.catalog().resources().stream()
                            .filter(resource -> isNamed(system.name(), resource.name()))
                            .map(Scenery::table)
                            .toArray(FakeTable[]::new);
            FakeSystem fake = new FakeSystem(system.name(), host, habits.get(), tables);
            fake.declare(look.abilities());
            systems.add(fake);
        }
        return systems;
    }

    private Looks looks(String system) {
        return looks.stream()
                .filter(look -> look.system().equals(system))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody looked at " + system));
    }

    private boolean isNamed(String system, String table) {
        return config.entities().stream()
                .flatMap(entity -> entity.at().stream())
                .anyMatch(
                        at -> at.system().text().equals(system) && at.table().text().equals(table));
    }

    private static List<SystemBinding> bindings(List<FakeSystem> systems) {
        List<SystemBinding> bindings = new ArrayList<>();
        for (FakeSystem system : systems) {
            Abilities abilities = system.abilities();
            bindings.add(new SystemBinding(system.name(), system, system.catalog(), abilities));
        }
        return bindings;
    }

    private static FakeTable table(Resource resource) {
        Map<Integer, Value> defaults = new HashMap<>();
        Map<Integer, UnaryOperator<Value>> forms = new HashMap<>();
        for (Resource.Column column : resource.columns()) {
            boolean isKey = resource.key().contains(column.index());
            boolean filled = column.generated() || column.defaulted();
            if (filled && !column.nullable() && !isKey) {
                defaults.put(column.index(), some(column.kind()));
            }
            UnaryOperator<Value> form = form(column);
            if (form != null) {
                forms.put(column.index(), form);
            }
        }
        return new FakeTable(resource, defaults, forms, List.of());
    }

    /** What a column of this kind may hold where nobody cares. */
    public static Value some(Resource.Kind kind) {
        LocalDate day = LocalDate.EPOCH;
        return switch (kind) {
            case BOOL -> Value.of(false);
            case WHOLE -> Value.of(0);
            case DECIMAL -> Value.of(BigDecimal.ZERO);
            case TEXT -> Value.of("");
            case BYTES -> new Value.Bytes(new byte[0]);
            case DAY -> new Value.Day(day);
            case CLOCK -> new Value.Clock(LocalTime.MIDNIGHT);
            case LOCAL_MOMENT -> new Value.LocalMoment(day.atStartOfDay());
            case MOMENT -> new Value.Moment(Instant.EPOCH);
            case UUID -> new Value.Uuid(new UUID(0, 0));
            case ITEMS, JSON -> new Value.Items(List.of());
            case UNMAPPABLE -> Value.Null.NULL;
        };
    }

    /** In what form the type of a column keeps what it is given. */
    private static @Nullable UnaryOperator<Value> form(Resource.Column column) {
        Matcher digits = DIGITS.matcher(column.typeName());
        if (digits.matches()) {
            int scale = Integer.parseInt(digits.group(1));
            return value ->
                    value instanceof Value.Decimal(BigDecimal number)
                            ? Value.of(number.setScale(scale, RoundingMode.HALF_UP))
                            : value;
        }
        Matcher fixed = FIXED.matcher(column.typeName());
        if (fixed.matches()) {
            int length = Integer.parseInt(fixed.group(1));
            return value ->
                    value instanceof Value.Text(String text) && text.length() < length
                            ? Value.of(text + " ".repeat(length - text.length()))
                            : value;
        }
        return null;
    }
}
