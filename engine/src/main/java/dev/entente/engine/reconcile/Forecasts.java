package dev.entente.engine.reconcile;

import dev.entente.core.link.LinkId;
import dev.entente.core.link.Write;
import dev.entente.core.value.Value;
import dev.entente.engine.config.Brakes;
import dev.entente.engine.config.Limit;
import dev.entente.engine.identify.Archive;
import dev.entente.engine.identify.Census;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.watch.Forecast;
import dev.entente.engine.watch.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the writes that wait come to. Reads the store only: may be asked from any thread. */
public final class Forecasts {

    /** Links that are read in one go. */
    private static final int CHUNK = 1_000;

    private final Homes homes;
    private final Archive archive;
    private final Census census;
    private final Meters meters;

    public Forecasts(Homes homes, Archive archive, Census census, Meters meters) {
        this.homes = homes;
        this.archive = archive;
        this.census = census;
        this.meters = meters;
    }

    private static final class Sum {
        private long creates;
        private long updates;
        private long deletes;
        private long overwrites;
        private long parked;
    }

    /** One for each entity at each system. */
    public List<Forecast> make() {
        Sum[] sums = new Sum[homes.all().size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new Sum();
        }
        for (int i = 0; i < homes.systems(); i++) {
            eachUnsettled(i, (home, kept) -> add(sums[home.index()], home, kept));
        }
        countParked(sums);
        List<Forecast> forecasts = new ArrayList<>();
        for (Home home : homes.all()) {
            Sum sum = sums[home.index()];
            forecasts.add(
                    new Forecast(
                            home.entity().name(),
                            home.systemName(),
                            census.linked(home),
                            sum.creates,
                            sum.updates,
                            sum.deletes,
                            sum.overwrites,
                            meters.home(home.index()).conflicts.sum(),
                            sum.parked));
        }
        return forecasts;
    }

    private static void add(Sum sum, Home home, Kept kept) {
        Write write = kept.link().replica(home.branch()).flight().unsettled();
        if (write == null) {
            return;
        }
        switch (write.kind()) {
            case CREATE -> sum.creates++;
            case UPDATE -> {
                sum.updates++;
                sum.overwrites += overwrites(write);
            }
            case DELETE -> sum.deletes++;
        }
    }

    /** Fields that hold another value there. */
    private static int overwrites(Write write) {
        int count = 0;
        for (int i = 0; i < write.values().width(); i++) {
            Value there = write.expected().values().get(i);
            if (write.values().has(i) && there != null && !there.isNull()) {
                count++;
            }
        }
        return count;
    }

    private void countParked(Sum[] sums) {
        archive.store()
                .scan(
                        Space.PARKED,
                        new byte[0],
                        (key, _) -> {
                            Layout.ParkedKey parked = Layout.ParkedKey.of(key);
                            for (Home home : homes.all()) {
                                if (home.entityNumber() == parked.entity()
                                        && home.systemNumber() == parked.system()) {
                                    sums[home.index()].parked++;
                                }
                            }
                            return true;
                        });
    }

    /** Visits every link that has an unsettled write to this system. */
    public void eachUnsettled(int system, BiConsumer<Home, Kept> visitor) {
        List<Home> here = homes.ofSystem(system);
        if (here.isEmpty()) {
            return;
        }
        List<Layout.Intent> found = new ArrayList<>(CHUNK);
        byte[] ofSystem = Layout.ofSystem(here.getFirst().systemNumber());
        archive.store()
                .scan(
                        Space.INTENTS,
                        ofSystem,
                        (_, value) -> {
                            for (Layout.Intent intent : Layout.intentsIn(value)) {
                                collect(system, found, intent, visitor);
                            }
                            return true;
                        });
        archive.store()
                .scan(
                        Space.WAITING,
                        ofSystem,
                        (key, value) -> {
                            LinkId link = Layout.WaitingKey.of(key).link();
                            int number = (int) Layout.numberOf(value);
                            collect(system, found, new Layout.Intent(link, number), visitor);
                            return true;
                        });
        visit(system, found, visitor);
    }

    /** Adds one to those that are visited together, and visits them when they are enough. */
    private void collect(
            int system,
            List<Layout.Intent> found,
            Layout.Intent intent,
            BiConsumer<Home, Kept> visitor) {
        found.add(intent);
        if (found.size() == CHUNK) {
            visit(system, found, visitor);
            found.clear();
        }
    }

    private void visit(int system, List<Layout.Intent> intents, BiConsumer<Home, Kept> visitor) {
        List<byte[]> keys = intents.stream().map(intent -> Layout.link(intent.link())).toList();
        List<byte @Nullable []> records = archive.store().multiGet(Space.LINKS, keys);
        for (int i = 0; i < records.size(); i++) {
            Layout.Intent intent = intents.get(i);
            byte[] bytes = records.get(i);
            Kept kept = bytes == null ? null : archive.codec().decode(intent.link(), bytes);
            if (kept != null) {
                visit(system, kept, intent.write(), visitor);
            }
        }
    }

    private void visit(int system, Kept kept, int number, BiConsumer<Home, Kept> visitor) {
        for (Home home : homes.of(kept.entity())) {
            if (home.system() == system) {
                Write write = kept.link().replica(home.branch()).flight().unsettled();
                if (write != null && write.id().number() == number) {
                    visitor.accept(home, kept);
                }
            }
        }
    }

    /** Why a person must say yes first; empty where none must. */
    public List<String> reasons(List<Forecast> forecasts) {
        List<String> reasons = new ArrayList<>();
        for (Home home : homes.all()) {
            Forecast forecast = forecasts.get(home.index());
            Brakes.FirstMeeting limits = home.binding().brakes().firstMeeting();
            long total = census.present(home);
            over(reasons, home, forecast.creates(), limits.creates(), total, "records created");
            over(reasons, home, forecast.deletes(), limits.deletes(), total, "records deleted");
            over(
                    reasons,
                    home,
                    forecast.overwrites(),
                    limits.overwrites(),
                    total,
                    "fields overwritten that hold another value");
        }
        return reasons;
    }

    private static void over(
            List<String> reasons, Home home, long planned, Limit limit, long total, String what) {
        long allowed = limit.of(total);
        if (planned > allowed) {
            reasons.add(
                    "%s at %s: %,d %s; without being asked at most %,d."
                            .formatted(
                                    home.entity().name(),
                                    home.systemName(),
                                    planned,
                                    what,
                                    allowed));
        }
    }
}
