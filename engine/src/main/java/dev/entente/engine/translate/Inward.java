package dev.entente.engine.translate;

import dev.entente.connector.Feed;
import dev.entente.connector.Halt;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Resource;
import dev.entente.core.lens.Lens;
import dev.entente.core.lens.NoForm;
import dev.entente.core.lens.Viewed;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Standing;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From a system's words into ours. */
public final class Inward {

    private Inward() {}

    /**
     * What a change means to one entity; null where it means nothing: the table has another shape,
     * and what is mapped is as it was.
     *
     * @throws Halt where what is mapped has another shape than the mapping was made for
     */
    public static @Nullable Noticed notice(Home home, Feed.Change change, long now) {
        return switch (change) {
            case Feed.Change.Upsert(
                            _,
                            Key key,
                            var former,
                            Row row,
                            Version version,
                            long time,
                            var actor) ->
                    upsert(home, key, former, row, version, time, actor, now);
            case Feed.Change.Delete(_, Key key, Version version, long time, var actor) ->
                    new Noticed.Found(
                            home,
                            key,
                            null,
                            Reading.gone(key, home.entity().width(), version),
                            time,
                            actor,
                            now);
            case Feed.Change.Truncate _ -> new Noticed.Emptied(home, now);
            case Feed.Change.Reshaped(_, Resource shape) -> {
                List<String> misfits = misfits(home, shape);
                if (!misfits.isEmpty()) {
                    throw reshaped(home, misfits);
                }
                yield null;
            }
        };
    }

    private static Noticed upsert(
            Home home,
            Key key,
            @Nullable Key former,
            Row row,
            Version version,
            long time,
            @Nullable String actor,
            long now) {
        if (home.mapping().hidesAPart(row)) {
            return new Noticed.Hinted(home, key, former, now);
        }
        try {
            Reading reading = present(home, key, row, version);
            return new Noticed.Found(home, key, former, reading, time, actor, now);
        } catch (NoForm e) {
            return new Noticed.Unreadable(home, key, former, String.valueOf(e.getMessage()), now);
        }
    }

    /** What was read at a key, as if it had just been noticed. */
    public static Noticed notice(Home home, Key key, NativeReading reading, long now) {
        try {
            Reading found = reading(home, key, reading);
            return new Noticed.Found(home, key, null, found, Observation.NO_TIME, null, now);
        } catch (NoForm e) {
            return new Noticed.Unreadable(home, key, null, String.valueOf(e.getMessage()), now);
        }
    }

    /**
     * @param asked the key that was asked for, where the system leaves it out of its answer
     * @throws NoForm where a value has no canonical form
     */
    public static Reading reading(Home home, @Nullable Key asked, NativeReading reading) {
        Key key = reading.key() == null ? asked : reading.key();
        Row row = reading.row();
        return row == null
                ? Reading.gone(key, home.entity().width(), reading.version())
                : present(home, key, row, reading.version());
    }

    private static Reading present(Home home, @Nullable Key key, Row row, Version version) {
        Viewed viewed = home.mapping().read(row);
        return new Reading(key, Standing.PRESENT, viewed.values(), viewed.residue(), version);
    }

    /** What the mapping needs and is gone or of another kind, and the key where it is another. */
    private static List<String> misfits(Home home, Resource shape) {
        Resource resource = home.resource();
        Set<Integer> needed = new TreeSet<>(resource.key());
        home.mapping().lenses().forEach(lens -> needed.addAll(Lens.columns(lens)));
        List<String> misfits = new ArrayList<>();
        for (int index : needed) {
            Resource.Column column = resource.columns().get(index);
            Resource.Column now = shape.column(column.name());
            if (now == null || now.kind() != column.kind()) {
                misfits.add("`" + column.name() + "`");
            }
        }
        if (!keyNames(resource).equals(keyNames(shape))) {
            misfits.add("the primary key");
        }
        return misfits;
    }

    private static List<String> keyNames(Resource resource) {
        return resource.key().stream().map(part -> resource.columns().get(part).name()).toList();
    }

    private static Halt reshaped(Home home, List<String> misfits) {
        return new Halt(
                "The table `"
                        + home.resource().name()
                        + "` at `"
                        + home.systemName()
                        + "` has another shape than when this run began (look at "
                        + String.join(", ", misfits)
                        + "). Nothing was read or written beyond that point. Compare the file with"
                        + " the table (`entente check`), then start again.");
    }
}
