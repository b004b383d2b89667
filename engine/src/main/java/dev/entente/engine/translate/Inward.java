package dev.entente.engine.translate;

import dev.entente.connector.Feed;
import dev.entente.connector.Halt;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Resource;
import dev.entente.core.lens.NoForm;
import dev.entente.core.lens.Viewed;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Standing;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import org.jspecify.annotations.Nullable;

/** From a system's words into ours. */
public final class Inward {

    private Inward() {}

    /**
     * @throws Halt where the table has another shape than the mapping was made for
     */
    public static Noticed notice(Home home, Feed.Change change, long now) {
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
            case Feed.Change.Reshaped(_, Resource shape) -> throw reshaped(home, shape);
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

    private static Halt reshaped(Home home, Resource shape) {
        StringBuilder gone = new StringBuilder();
        for (Resource.Column column : home.resource().columns()) {
            Resource.Column now = shape.column(column.name());
            if (now == null || now.kind() != column.kind() || now.index() != column.index()) {
                gone.append(gone.isEmpty() ? "" : ", ")
                        .append('`')
                        .append(column.name())
                        .append('`');
            }
        }
        return new Halt(
                "The table `"
                        + home.resource().name()
                        + "` at `"
                        + home.systemName()
                        + "` has another shape than when this run began"
                        + (gone.isEmpty() ? "" : " (look at " + gone + ")")
                        + ". Nothing was read or written beyond that point. Compare the file with"
                        + " the table (`entente check`), then start again.");
    }
}
