package dev.entente.engine.desk;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be asked. Changes nothing.
 *
 * @param <A> what the answer is
 */
public sealed interface Question<A> extends Inquiry<A> {

    /** How does it stand? */
    record HowIsIt() implements Question<dev.entente.engine.watch.Status> {}

    /**
     * What happened to a record, and why?
     *
     * @param record a key at any of the systems (parts of a composite one joined by commas) or the
     *     value of a match (likewise), as text
     * @param reveal whether values of personal fields are shown
     */
    record Explain(String entity, String record, boolean reveal)
            implements Question<Answer.Stories> {}

    /**
     * Which conflicts wait for a person?
     *
     * @param entity null for all
     * @param most how many are told
     */
    record Conflicts(@Nullable String entity, boolean reveal, int most)
            implements Question<Answer.Conflicts> {}

    /** What is set aside, and why? */
    record Parked(@Nullable String entity, int most) implements Question<Answer.ParkedRecords> {}

    /** Which brakes are tripped? */
    record Brakes() implements Question<Answer.Brakes> {}

    /** What would the first meeting write? */
    record Meeting() implements Question<Answer.Meeting> {}
}
