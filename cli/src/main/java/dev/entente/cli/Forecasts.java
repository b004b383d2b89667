package dev.entente.cli;

import dev.entente.engine.watch.Forecast;
import java.util.List;

/** What a first meeting comes to, as a table. */
final class Forecasts {

    private Forecasts() {}

    static Columns table(List<Forecast> forecasts) {
        Columns table =
                new Columns(
                        "entity",
                        "system",
                        "linked",
                        "create",
                        "update",
                        "delete",
                        "overwritten fields",
                        "conflicts",
                        "parked");
        for (Forecast forecast : forecasts) {
            table.row(
                    forecast.entity(),
                    forecast.system(),
                    Figure.of(forecast.linked()),
                    Figure.of(forecast.creates()),
                    Figure.of(forecast.updates()),
                    Figure.of(forecast.deletes()),
                    Figure.of(forecast.overwrites()),
                    Figure.of(forecast.conflicts()),
                    Figure.of(forecast.parked()));
        }
        return table;
    }

    /** How many writes it will be. */
    static long writes(List<Forecast> forecasts) {
        return forecasts.stream()
                .mapToLong(forecast -> forecast.creates() + forecast.updates() + forecast.deletes())
                .sum();
    }
}
