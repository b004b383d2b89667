package dev.entente.core.step;

import dev.entente.core.link.Link;
import dev.entente.core.link.Write;
import java.util.List;

/**
 * What follows from one event: the link as it is from then on, the writes to be made, and what
 * happened, as facts. Nothing has been done yet: the engine makes {@code after}, {@code writes} and
 * {@code facts} durable together, and only then writes.
 *
 * <p>{@code after} may be the very link that came in: the event changed nothing.
 */
public record Step(Link after, List<Write> writes, List<Fact> facts) {

    public Step {
        writes = List.copyOf(writes);
        facts = List.copyOf(facts);
    }
}
