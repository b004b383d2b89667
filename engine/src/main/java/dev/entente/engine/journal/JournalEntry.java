package dev.entente.engine.journal;

import dev.entente.core.link.LinkId;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Value;
import dev.entente.engine.store.Shape;
import java.util.List;

/**
 * What one event led to for one link.
 *
 * @param shape what the entity looked like then: the names behind the indices in the facts
 * @param sequence counts the link's entries from 0
 * @param timeMicros when it was made durable, in microseconds since the epoch; the same for all
 *     entries of one commit and later than those of any earlier commit
 * @param cause the event in a few words, never anything personal: it is kept in clear
 * @param facts in their order. After an erasure values are {@link #ERASED}
 */
public record JournalEntry(
        LinkId link, Shape shape, long sequence, long timeMicros, String cause, List<Fact> facts) {

    public JournalEntry {
        facts = List.copyOf(facts);
    }

    /** What stands for a value that was erased. */
    public static final Value ERASED = new Value.Text("erased");
}
