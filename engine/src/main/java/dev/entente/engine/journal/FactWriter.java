package dev.entente.engine.journal;

import dev.entente.core.link.Conflict;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Key;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.engine.store.Codes;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Scratch;
import dev.entente.engine.store.StampTable;
import dev.entente.engine.store.ValueCodec;
import dev.entente.engine.store.VersionCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the facts of one entry, in two streams: what may be read by everybody (kinds, branches,
 * fields' indices, rules, stamps, who decided) and what is sealed (values, keys, actors, systems'
 * messages). {@link FactReader} reads the same, in the same order.
 *
 * <p>Of a planned write it keeps what was sent and what was expected in those same fields; marks of
 * sets and lists as their latest stamp.
 */
final class FactWriter {

    static final int MET = 1;
    static final int EDITED = 2;
    static final int GONE = 3;
    static final int DELETED = 4;
    static final int REVIVED = 5;
    static final int REBORN = 6;
    static final int PLANNED = 7;
    static final int WRITTEN = 8;
    static final int REFUSED = 9;
    static final int AMBIGUOUS = 10;
    static final int DOUBTED = 11;
    static final int NOT_TAKEN = 12;
    static final int OPENED = 13;
    static final int CLOSED = 14;
    static final int SET_ASIDE = 15;
    static final int TAKEN_UP = 16;
    static final int ERASED_FROM = 17;
    static final int CAME_AND_WENT = 18;
    static final int SET_BACK = 19;

    /** What a change or a conflict has: a value not named here is not there. */
    static final int BASE = 1;

    static final int BEFORE = 2;
    static final int AFTER = 4;

    static final Codes<Rule> RULES =
            new Codes<>(
                    Rule.class,
                    List.of(
                            Rule.FAST_FORWARD,
                            Rule.AGREED,
                            Rule.FIRST,
                            Rule.FILLED,
                            Rule.MERGED,
                            Rule.INCOMING_WON,
                            Rule.HEAD_WON,
                            Rule.NOT_OWNER,
                            Rule.ASKED,
                            Rule.TOO_LATE,
                            Rule.OUR_OWN,
                            Rule.SET_BACK));

    /** In place of a value: the number of one that was written before. */
    static final int AGAIN = 0;

    /** Values beyond so many are written out each time, so that looking one up stays cheap. */
    static final int MOST_KNOWN = 32;

    private final Packer open;
    private final Packer secret;
    private final StampTable stamps;
    private final List<Value> known = new ArrayList<>();

    /**
     * @param scratch what is written goes there
     */
    FactWriter(long time, Scratch scratch) {
        this.open = scratch.open();
        this.secret = scratch.secret();
        this.stamps = new StampTable(time);
    }

    void write(List<Fact> facts) {
        open.varint(facts.size());
        facts.forEach(this::fact);
    }

    private void fact(Fact fact) {
        switch (fact) {
            case Fact.Met met -> {
                open.u8(MET).varint(met.branch());
                key(met.key());
            }
            case Fact.Edited edited -> edited(edited);
            case Fact.Gone gone -> {
                open.u8(GONE).varint(gone.branch());
                stamps.write(open, gone.stamp());
                actor(gone.actor());
            }
            case Fact.Deleted deleted -> {
                open.u8(DELETED).varint(deleted.branch());
                row(deleted.last());
            }
            case Fact.Revived revived -> open.u8(REVIVED).varint(revived.branch());
            case Fact.Reborn reborn ->
                    open.u8(REBORN).varint(reborn.branch()).varint(reborn.generation());
            case Fact.CameAndWent it -> {
                open.u8(CAME_AND_WENT).varint(it.branch());
                key(it.key());
            }
            case Fact.SetBack it -> open.u8(SET_BACK).varint(it.branch());
            case Fact.Planned planned -> planned(planned.write());
            case Fact.Written it -> outcome(WRITTEN, it.branch(), it.write());
            case Fact.Refused it -> outcome(REFUSED, it.branch(), it.write());
            case Fact.Ambiguous it -> outcome(AMBIGUOUS, it.branch(), it.write());
            case Fact.Doubted doubted -> open.u8(DOUBTED).varint(doubted.branch());
            case Fact.NotTaken notTaken -> {
                open.u8(NOT_TAKEN).varint(notTaken.branch()).varint(notTaken.field());
                value(notTaken.sent());
                value(notTaken.held());
            }
            case Fact.Opened opened -> opened(opened.conflict());
            case Fact.Closed closed -> {
                open.u8(CLOSED).signed(closed.field()).text(closed.by());
                open.u8(closed.value() == null ? 0 : AFTER);
                optional(closed.value());
            }
            case Fact.SetAside setAside -> setAside(setAside.branch(), setAside.why());
            case Fact.TakenUp takenUp ->
                    open.u8(TAKEN_UP).varint(takenUp.branch()).text(takenUp.by());
            case Fact.ErasedFrom erased -> open.u8(ERASED_FROM).text(erased.by());
        }
    }

    private void edited(Fact.Edited edited) {
        open.u8(EDITED).varint(edited.branch());
        stamps.write(open, edited.stamp());
        actor(edited.actor());
        open.varint(edited.changes().size());
        for (Fact.Change change : edited.changes()) {
            open.varint(change.field()).u8(RULES.code(change.rule()));
            open.u8(
                    (change.base() == null ? 0 : BASE)
                            | (change.before() == null ? 0 : BEFORE)
                            | (change.after() == null ? 0 : AFTER));
            optional(change.base());
            value(change.incoming());
            optional(change.before());
            optional(change.after());
        }
    }

    private void planned(Write write) {
        open.u8(PLANNED).varint(write.id().number()).varint(write.branch());
        open.u8(Codes.WRITE.code(write.kind()));
        key(write.key());
        Row sent = write.values();
        row(sent);
        for (int i = 0; i < sent.width(); i++) {
            if (sent.has(i)) {
                Mark mark = write.marks().get(i);
                stamps.write(open, mark == null ? Stamp.ZERO : mark.latest());
            }
        }
        row(narrowed(write.expected().values(), sent));
        VersionCodec.write(open, write.expected().version());
    }

    /** The cells of the row where the other has something. */
    private static Row narrowed(Row row, Row other) {
        @Nullable Value[] cells = new @Nullable Value[row.width()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = other.has(i) ? row.get(i) : null;
        }
        return Row.owning(cells);
    }

    private void outcome(int kind, int branch, Write.Id write) {
        open.u8(kind).varint(branch).varint(write.number());
    }

    private void opened(Conflict conflict) {
        open.u8(OPENED).signed(conflict.field()).varint(conflict.branch());
        open.u8(
                (conflict.base() == null ? 0 : BASE)
                        | (conflict.ours() == null ? 0 : BEFORE)
                        | (conflict.theirs() == null ? 0 : AFTER));
        optional(conflict.base());
        optional(conflict.ours());
        optional(conflict.theirs());
    }

    private void setAside(int branch, Parked why) {
        open.u8(SET_ASIDE).varint(branch).u8(Codes.PARKED.code(why.kind()));
        secret.text(why.message());
    }

    private void actor(@Nullable String actor) {
        open.u8(actor == null ? 0 : 1);
        if (actor != null) {
            secret.text(actor);
        }
    }

    private void key(@Nullable Key key) {
        open.u8(key == null ? 0 : 1);
        if (key != null) {
            secret.varint(key.parts().size());
            key.parts().forEach(this::value);
        }
    }

    /** Which cells there are is open, what is in them is not. */
    private void row(Row row) {
        open.varint(row.width());
        int bits = 0;
        for (int i = 0; i < row.width(); i++) {
            bits |= row.has(i) ? 1 << (i % Byte.SIZE) : 0;
            if (i % Byte.SIZE == Byte.SIZE - 1 || i == row.width() - 1) {
                open.u8(bits);
                bits = 0;
            }
        }
        for (int i = 0; i < row.width(); i++) {
            optional(row.get(i));
        }
    }

    private void optional(@Nullable Value value) {
        if (value != null) {
            value(value);
        }
    }

    /** Most values of an entry are in it several times: as incoming, as after, as sent. */
    private void value(Value value) {
        for (int i = 0; i < known.size(); i++) {
            if (ValueCodec.identical(known.get(i), value)) {
                secret.u8(AGAIN).u8(i);
                return;
            }
        }
        ValueCodec.write(secret, value);
        if (known.size() < MOST_KNOWN) {
            known.add(value);
        }
    }
}
