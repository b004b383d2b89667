package dev.entente.core.step;

import dev.entente.core.link.Conflict;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a link. {@code explain}, console, audit and metrics are all made from
 * facts; the journal adds when, and from which event.
 */
public sealed interface Fact {

    /** The record was met at a system for the first time in this generation, or under a new key. */
    record Met(int branch, @Nullable Key key) implements Fact {}

    /** A system's fields changed, and this became of each. */
    record Edited(int branch, Stamp stamp, @Nullable String actor, List<Change> changes)
            implements Fact {
        public Edited {
            changes = List.copyOf(changes);
        }
    }

    /**
     * What became of one field that changed.
     *
     * @param base what the system held before, as last seen; null where there was none
     * @param incoming what it holds now
     * @param before the head's value until then; null where there was none
     * @param after the head's value from then on
     */
    record Change(
            int field,
            @Nullable Value base,
            Value incoming,
            @Nullable Value before,
            @Nullable Value after,
            Rule rule) {

        /** The value that lost, if one did. */
        public @Nullable Value lost() {
            return switch (rule.loser()) {
                case NOBODY -> null;
                case INCOMING -> incoming;
                case HEAD -> before;
            };
        }
    }

    /** The record is gone at a system. */
    record Gone(int branch, Stamp stamp, @Nullable String actor) implements Fact {}

    /** The record is agreed to be gone everywhere. {@code last} is restorable. */
    record Deleted(int branch, Row last) implements Fact {}

    /** A delete was contradicted by an edit, and the record lives on. */
    record Revived(int branch) implements Fact {}

    /** A user made the record again after it was agreed to be gone. */
    record Reborn(int branch, int generation) implements Fact {}

    /**
     * Somebody made a record at a system that matches this one, which we were making there
     * ourselves, and deleted it again before the two could be linked.
     */
    record CameAndWent(int branch, @Nullable Key key) implements Fact {}

    /** A system that was set back has the record no more; it is made there again. */
    record SetBack(int branch) implements Fact {}

    /** A write is planned and will be sent. */
    record Planned(Write write) implements Fact {}

    /** A write took effect. */
    record Written(int branch, Write.Id write) implements Fact {}

    /** A write found something else there; what that was is in the facts that follow. */
    record Refused(int branch, Write.Id write) implements Fact {}

    /**
     * It cannot be told whether a write of ours took effect; what was sent is in its {@link
     * Planned}.
     */
    record Ambiguous(int branch, Write.Id write) implements Fact {}

    /**
     * A reading that arrived while a write was unsettled may be older than it: the engine reads the
     * key again (R12).
     */
    record Doubted(int branch) implements Fact {}

    /** A system holds a field in another form than it was sent and will never take ours. */
    record NotTaken(int branch, int field, Value sent, Value held) implements Fact {}

    /** A conflict was opened for a person. */
    record Opened(Conflict conflict) implements Fact {}

    /** A person chose, or an edit made the choice needless ({@code by} is then empty). */
    record Closed(int field, @Nullable Value value, String by) implements Fact {}

    /** A replica is set aside. */
    record SetAside(int branch, Parked why) implements Fact {}

    /** A replica is taken up again. */
    record TakenUp(int branch, String by) implements Fact {}

    record ErasedFrom(String by) implements Fact {}
}
