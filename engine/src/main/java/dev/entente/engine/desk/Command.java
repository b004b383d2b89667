package dev.entente.engine.desk;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be told. Done, and durable, when it is answered.
 *
 * @param <A> what the answer is
 */
public sealed interface Command<A> extends Inquiry<A> {

    /** Who tells it, for the journal. */
    String by();

    /**
     * Settles a conflict that waits for a person.
     *
     * @param record as in {@link Question.Explain}
     * @param field null where it is asked whether the record lives at all
     * @param take the system whose value is taken; for a record's life {@code keep} or {@code
     *     delete}; null where {@code value} says it
     * @param value as text, of the field's type
     */
    record Resolve(
            String entity,
            String record,
            @Nullable String field,
            @Nullable String take,
            @Nullable String value,
            String by)
            implements Command<Answer.Done> {}

    /**
     * Tries again what is set aside.
     *
     * @param entity null for all
     * @param record as in {@link Question.Explain}; null for all
     */
    record Retry(@Nullable String entity, @Nullable String record, String by)
            implements Command<Answer.Done> {}

    /** The writes of the first meeting may begin. */
    record Approve(String by) implements Command<Answer.Done> {}

    /**
     * Releases brakes: what waits behind them is written.
     *
     * @param entity null for all
     * @param system null for all
     */
    record Release(@Nullable String entity, @Nullable String system, String by)
            implements Command<Answer.Done> {}

    /**
     * A system's log is lost: the next run reads all that is there anew. Only while nothing runs.
     *
     * @param restored whether the system was restored from a backup, so that what it holds is older
     *     than what is known
     */
    record Reread(String system, boolean restored, String by) implements Command<Answer.Done> {}

    /** Ends the run cleanly. */
    record Stop(String by) implements Command<Answer.Done> {}
}
