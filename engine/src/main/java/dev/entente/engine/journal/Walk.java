package dev.entente.engine.journal;

import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.Unpacker;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk along the trail, line by line, with a look at the entries of each. */
final class Walk {

    private final Store store;
    private final Tip end;
    private final MessageDigest digest = TrailLine.sha256();
    private Tip at;
    private long lines;
    private long entries;
    private @Nullable String wrong;

    Walk(Store store, Tip anchor, Tip end) {
        this.store = store;
        this.at = anchor;
        this.end = end;
    }

    Journal.Verdict verdict() {
        store.scanFrom(
                Space.AUDIT,
                new byte[0],
                Layout.audit(at.lines()),
                (key, value) -> {
                    long sequence = Trail.sequence(key);
                    if (sequence >= end.lines()) {
                        return false;
                    }
                    wrong = look(sequence, value);
                    return wrong == null;
                });
        if (wrong == null) {
            wrong = ending();
        }
        return new Journal.Verdict(lines, wrong == null ? -1 : at.lines(), wrong);
    }

    private @Nullable String look(long sequence, byte[] value) {
        if (sequence != at.lines()) {
            return "the line is missing";
        }
        TrailLine line = TrailLine.of(sequence, value);
        if (!Arrays.equals(line.previous(), at.hash())) {
            return sequence == 0
                    ? "the line does not begin a trail"
                    : "the line before it, or this one, was changed: the hashes do not match";
        }
        String found = lookAtEntries(line);
        if (found == null) {
            at = Tip.behind(line);
            lines++;
            entries += line.entries();
        }
        return found;
    }

    private @Nullable String lookAtEntries(TrailLine line) {
        List<byte[]> keys = new ArrayList<>();
        boolean[] foreign = {false};
        store.scanFrom(
                Space.JOURNAL_BY_TIME,
                new byte[0],
                Layout.time(at.timeMicros() + 1),
                (key, roll) -> {
                    long time = new Unpacker(key, 0).u64();
                    if (time > line.timeMicros()) {
                        return false;
                    }
                    foreign[0] |= time != line.timeMicros();
                    keys.addAll(Roll.of(roll).keys());
                    return true;
                });
        if (foreign[0] || keys.size() != line.entries()) {
            return "it was written with "
                    + line.entries()
                    + " journal entries; between the line before it and this one are now "
                    + keys.size();
        }
        digest.reset();
        List<byte @Nullable []> values = store.multiGet(Space.JOURNAL, keys);
        for (int i = 0; i < keys.size(); i++) {
            byte[] value = values.get(i);
            if (value == null) {
                return "the journal entry " + name(keys.get(i)) + " is missing";
            }
            Commit.digest(digest, keys.get(i), value);
        }
        return Arrays.equals(digest.digest(), line.digest())
                ? null
                : "one of its " + keys.size() + " journal entries was changed";
    }

    private @Nullable String ending() {
        if (at.lines() != end.lines() || !Arrays.equals(at.hash(), end.hash())) {
            return "the trail ends here, but it had " + end.lines() + " lines";
        }
        long[] there = {0};
        store.scan(
                Space.JOURNAL,
                new byte[0],
                (_, value) -> {
                    if (EntryCodec.timeOf(value) <= end.timeMicros()) {
                        there[0]++;
                    }
                    return true;
                });
        return there[0] == entries
                ? null
                : "the journal has "
                        + there[0]
                        + " entries, and the lines up to here speak of "
                        + entries;
    }

    private static String name(byte[] key) {
        return Journal.sequence(key) + " of link " + Journal.link(key);
    }
}
