package dev.entente.portallab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of everything that people did (I6). Each edit is exactly one of: still there at both
 * ends; superseded by somebody who had it before them; merged, as a count; kept in the journal as
 * what lost. What is none of these is lost.
 */
public record Reckoning(int present, int superseded, int merged, int kept, List<String> lost) {

    public Reckoning {
        lost = List.copyOf(lost);
    }

    public int all() {
        return present + superseded + merged + kept + lost.size();
    }

    /** What Entente's journal knows of one record. */
    interface Journal {
        /** Whether it keeps this value of the field as one that lost. */
        boolean keeps(Kind kind, String key, String field, @Nullable String value);

        /**
         * Whether it says why there is such a record although it was deleted: an edit contradicted
         * that, or somebody at the other end made one of the same number by himself.
         */
        boolean tellsOfLife(Kind kind, String key);

        /** All that it tells of the record, a line each. */
        List<String> story(Kind kind, String key);
    }

    static Reckoning of(
            Ledger ledger, Picture before, Picture portal, Picture lab, Journal journal) {
        return new Books(ledger.edits(), before, portal, lab, journal).close();
    }

    /** A value of a field of a record: as a thing that somebody had before them. */
    private record Sight(Kind kind, String key, String field, @Nullable String value) {}

    private static final class Books {
        private final List<Edit> edits;
        private final Picture before;
        private final Picture portal;
        private final Picture lab;
        private final Journal journal;
        private final Set<Sight> overwritten = new HashSet<>();
        private final List<String> lost = new ArrayList<>();
        private int present;
        private int superseded;
        private int merged;
        private int kept;

        private Books(
                List<Edit> edits, Picture before, Picture portal, Picture lab, Journal journal) {
            this.edits = edits;
            this.before = before;
            this.portal = portal;
            this.lab = lab;
            this.journal = journal;
        }

        private Reckoning close() {
            for (Edit edit : edits) {
                switch (edit) {
                    case Edit.Change change -> overwritten.add(sight(change, change.from()));
                    case Edit.Removal removal -> overwrite(removal);
                    case Edit.Count _ -> {}
                }
            }
            Map<String, List<Edit.Count>> counts = new TreeMap<>();
            for (Edit edit : edits) {
                switch (edit) {
                    case Edit.Change change -> account(change);
                    case Edit.Removal removal -> account(removal);
                    case Edit.Count count ->
                            counts.computeIfAbsent(count.key(), _ -> new ArrayList<>()).add(count);
                }
            }
            counts.forEach(this::account);
            return new Reckoning(present, superseded, merged, kept, lost);
        }

        private void overwrite(Edit.Removal removal) {
            removal.seen()
                    .fields()
                    .forEach((field, value) ->
                            overwritten.add(
                                    new Sight(removal.kind(), removal.key(), field, value)));
        }

        private void account(Edit.Change edit) {
            if (isAt(portal, edit) && isAt(lab, edit)) {
                present++;
            } else if (overwritten.contains(sight(edit, edit.to()))) {
                superseded++;
            } else if (journal.keeps(edit.kind(), edit.key(), edit.field(), edit.to())) {
                kept++;
            } else {
                lose(
                        edit.kind(),
                        edit.key(),
                        "%s %s: %s was set from %s to %s at the %s"
                                .formatted(
                                        edit.kind().entity(),
                                        edit.key(),
                                        edit.field(),
                                        edit.from(),
                                        edit.to(),
                                        edit.site().word()));
            }
        }

        private void account(Edit.Removal edit) {
            if (portal.get(edit.kind(), edit.key()) == null
                    && lab.get(edit.kind(), edit.key()) == null) {
                present++;
            } else if (journal.tellsOfLife(edit.kind(), edit.key())) {
                kept++;
            } else {
                lose(
                        edit.kind(),
                        edit.key(),
                        "%s %s was deleted at the %s"
                                .formatted(edit.kind().entity(), edit.key(), edit.site().word()));
            }
        }

        /** All counts of one record: they are there if the sum is. */
        private void account(String key, List<Edit.Count> counts) {
            long expected =
                    counts.stream().mapToLong(Edit.Count::delta).sum()
                            + number(before, counts.getFirst());
            if (expected == number(portal, counts.getFirst())
                    && expected == number(lab, counts.getFirst())) {
                merged += counts.size();
            } else {
                lose(
                        counts.getFirst().kind(),
                        key,
                        "%s %s: %s should be %d after %d edits and is %d at the portal, %d at the lab"
                                .formatted(
                                        counts.getFirst().kind().entity(),
                                        key,
                                        counts.getFirst().field(),
                                        expected,
                                        counts.size(),
                                        number(portal, counts.getFirst()),
                                        number(lab, counts.getFirst())));
            }
        }

        /** What was lost, and what Entente has to say of it. */
        private void lose(Kind kind, String key, String what) {
            StringBuilder told = new StringBuilder(what);
            journal.story(kind, key).forEach(line -> told.append("\n    ").append(line));
            lost.add(told.toString());
        }

        private static long number(Picture picture, Edit.Count count) {
            Card card = picture.get(count.kind(), count.key());
            String value = card == null ? null : card.get(count.field());
            return value == null ? 0 : Long.parseLong(value);
        }

        private static boolean isAt(Picture picture, Edit.Change edit) {
            Card card = picture.get(edit.kind(), edit.key());
            return card != null && Objects.equals(card.get(edit.field()), edit.to());
        }

        private static Sight sight(Edit.Change edit, @Nullable String value) {
            return new Sight(edit.kind(), edit.key(), edit.field(), value);
        }
    }
}
