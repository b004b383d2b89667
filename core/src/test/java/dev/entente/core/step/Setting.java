package dev.entente.core.step;

import dev.entente.core.entity.Entity;
import dev.entente.core.value.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a world begins with and what may happen in it.
 *
 * @param initial what each system has at first
 * @param scripts what the users of each system do, in their order
 * @param faults how many things may go wrong
 */
record Setting(
        Entity entity,
        List<@Nullable Row> initial,
        List<List<UserEdit>> scripts,
        List<Site.Trigger> triggers,
        Habits habits,
        int faults) {

    /**
     * @param clock what the systems say about the time of an edit
     * @param echo whether the log tells of our own writes, too
     * @param partial whether the log leaves out what did not change
     * @param certain whether a system can tell if a write took effect whose answer was lost
     * @param early whether an answer has the version from just before its commit, rather than its
     *     own
     * @param met whether both systems have been listed before the record is met
     */
    record Habits(
            Clock clock,
            boolean echo,
            boolean partial,
            boolean certain,
            boolean early,
            boolean met) {
        static final Habits PLAIN = new Habits(Clock.TRUE, false, false, true, true, false);
    }

    enum Clock {
        /** As the edits were made. */
        TRUE,
        /** By their place in the scripts, however late they are made. */
        SCRIPT,
        /** Not at all. */
        NONE
    }

    void tell(Story story) {
        story.tell(habits + ", " + entity.deletes() + ", triggers " + triggers);
        entity.fields().forEach(field -> story.tell("f" + field.index() + " " + field.policy()));
        initial.forEach(row -> story.tell("at first " + Story.show(row)));
    }

    /** One setting is compared by identity: it is the same in all worlds that come from it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this;
    }

    @Override
    public int hashCode() {
        return 1;
    }
}
