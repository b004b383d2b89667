package dev.entente.engine.watch;

import java.util.List;

/** Something that a person watching should hear of at once. */
public sealed interface Notice {

    /** A system cannot be reached; what is for it waits. */
    record Down(String system, String message) implements Notice {}

    /** A system can be reached again. */
    record Up(String system) implements Notice {}

    /** Everything that was at a system when the run began has been taken in. */
    record Loaded(String system) implements Notice {}

    /**
     * All systems have been read for the first time; this is what writing would do.
     *
     * @param reasons why it waits for a person's word; empty where it goes on by itself
     */
    record Met(List<Forecast> forecasts, List<String> reasons) implements Notice {
        public Met {
            forecasts = List.copyOf(forecasts);
            reasons = List.copyOf(reasons);
        }
    }

    /** The writes of the first meeting may begin. */
    record Approved(String by) implements Notice {}

    /** A brake stopped the writes of one entity to one system. */
    record Braked(Brake brake) implements Notice {}

    /** A brake was released. */
    record Released(Brake brake, String by) implements Notice {}

    /** The run cannot go on. */
    record Halted(String message) implements Notice {}
}
