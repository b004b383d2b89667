package dev.entente.engine.journal;

import dev.entente.core.link.Conflict;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Write;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Key;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.engine.store.Codes;
import dev.entente.engine.store.StampTable;
import dev.entente.engine.store.Unpacker;
import dev.entente.engine.store.ValueCodec;
import dev.entente.engine.store.VersionCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link FactWriter} wrote. Where the sealed stream cannot be opened any more, {@link
 * JournalEntry#ERASED} stands for every value.
 */
final class FactReader {

    private static final String ERASED_TEXT = "erased";

    private final LinkId link;
    private final Unpacker open;
    private final @Nullable Unpacker secret;
    private final StampTable stamps;
    private final List<Value> known = new ArrayList<>();

    /**
     * @param secret null where it was erased
     */
    FactReader(LinkId link, long time, Unpacker open, @Nullable Unpacker secret) {
        this.link = link;
        this.open = open;
        this.secret = secret;
        this.stamps = new StampTable(time);
    }

    List<Fact> read() {
        int count = open.count();
        List<Fact> facts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            facts.add(fact(open.u8()));
        }
        open.end();
        if (secret != null) {
            secret.end();
        }
        return facts;
    }

    private Fact fact(int kind) {
        return switch (kind) {
            case FactWriter.MET -> new Fact.Met(open.small(), key());
            case FactWriter.CAME_AND_WENT -> new Fact.CameAndWent(open.small(), key());
            case FactWriter.EDITED -> edited();
            case FactWriter.GONE -> new Fact.Gone(open.small(), stamps.read(open), actor());
            case FactWriter.DELETED -> new Fact.Deleted(open.small(), row());
            case FactWriter.REVIVED -> new Fact.Revived(open.small());
            case FactWriter.REBORN -> new Fact.Reborn(open.small(), open.small());
            case FactWriter.SET_BACK -> new Fact.SetBack(open.small());
            case FactWriter.PLANNED -> planned();
            case FactWriter.WRITTEN -> new Fact.Written(open.small(), write());
            case FactWriter.REFUSED -> new Fact.Refused(open.small(), write());
            case FactWriter.AMBIGUOUS -> new Fact.Ambiguous(open.small(), write());
            case FactWriter.DOUBTED -> new Fact.Doubted(open.small());
            case FactWriter.NOT_TAKEN ->
                    new Fact.NotTaken(open.small(), open.small(), value(), value());
            case FactWriter.OPENED -> opened();
            case FactWriter.CLOSED -> {
                int field = (int) open.signed();
                String by = open.text();
                yield new Fact.Closed(field, optional(open.u8(), FactWriter.AFTER), by);
            }
            case FactWriter.SET_ASIDE ->
                    new Fact.SetAside(open.small(), new Parked(Codes.PARKED.of(open.u8()), text()));
            case FactWriter.TAKEN_UP -> new Fact.TakenUp(open.small(), open.text());
            case FactWriter.ERASED_FROM -> new Fact.ErasedFrom(open.text());
            default -> throw open.damaged();
        };
    }

    private Fact edited() {
        int branch = open.small();
        Stamp stamp = stamps.read(open);
        String actor = actor();
        int count = open.count();
        List<Fact.Change> changes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int field = open.small();
            int rule = open.u8();
            int has = open.u8();
            changes.add(
                    new Fact.Change(
                            field,
                            optional(has, FactWriter.BASE),
                            value(),
                            optional(has, FactWriter.BEFORE),
                            optional(has, FactWriter.AFTER),
                            FactWriter.RULES.of(rule)));
        }
        return new Fact.Edited(branch, stamp, actor, changes);
    }

    private Fact planned() {
        Write.Id id = write();
        int branch = open.small();
        Write.Kind kind = Codes.WRITE.of(open.u8());
        Key key = key();
        Row sent = row();
        @Nullable Mark[] marks = new @Nullable Mark[sent.width()];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = sent.has(i) ? stamps.read(open) : null;
        }
        Row expected = row();
        int width = expected.width();
        Seen seen =
                new Seen(
                        expected,
                        Marks.none(width),
                        Row.empty(width),
                        Row.empty(width),
                        VersionCodec.read(open));
        return new Fact.Planned(new Write(id, branch, kind, key, sent, Marks.owning(marks), seen));
    }

    private Write.Id write() {
        return new Write.Id(link, open.small());
    }

    private Fact opened() {
        int field = (int) open.signed();
        int branch = open.small();
        int has = open.u8();
        return new Fact.Opened(
                new Conflict(
                        field,
                        optional(has, FactWriter.BASE),
                        optional(has, FactWriter.BEFORE),
                        optional(has, FactWriter.AFTER),
                        branch));
    }

    private @Nullable String actor() {
        return open.u8() == 0 ? null : text();
    }

    private String text() {
        return secret == null ? ERASED_TEXT : secret.text();
    }

    private @Nullable Key key() {
        if (open.u8() == 0) {
            return null;
        }
        if (secret == null) {
            return Key.of(JournalEntry.ERASED);
        }
        int count = secret.count();
        if (count == 0) {
            throw secret.damaged();
        }
        List<Value> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(value());
        }
        return new Key(parts);
    }

    private Row row() {
        int width = open.small();
        byte[] bits = open.raw((width + Byte.SIZE - 1) / Byte.SIZE);
        @Nullable Value[] cells = new @Nullable Value[width];
        for (int i = 0; i < width; i++) {
            boolean there = (bits[i / Byte.SIZE] & 1 << (i % Byte.SIZE)) != 0;
            cells[i] = there ? value() : null;
        }
        return Row.owning(cells);
    }

    private @Nullable Value optional(int has, int which) {
        return (has & which) == 0 ? null : value();
    }

    private Value value() {
        if (secret == null) {
            return JournalEntry.ERASED;
        }
        int tag = secret.u8();
        if (tag == FactWriter.AGAIN) {
            int number = secret.u8();
            if (number >= known.size()) {
                throw secret.damaged();
            }
            return known.get(number);
        }
        Value value = ValueCodec.read(secret, tag);
        if (known.size() < FactWriter.MOST_KNOWN) {
            known.add(value);
        }
        return value;
    }
}
