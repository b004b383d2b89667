package dev.entente.core.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a text, told from how it was and how it is: as little as possible where that is
 * found with little work, else line by line, else all that is between the first and the last
 * difference. So it takes time in proportion to the length of the texts. @@ between two words that
 * replace others was put in with them, even if there was one before. And where a change could be
 * here or a little later, it is later: what is written to the end of a text is written behind all
 * of it.
 */
final class Difference {

    /** More single changes than this are not looked for one by one. */
    private static final int MOST_CHANGES = 400;

    private final int[] old;
    private final int[] now;
    private final List<Alike> runs = new ArrayList<>();

    private Difference(int[] old, int[] now) {
        this.old = old;
        this.now = now;
    }

    static TextEdit between(String before, String after) {
        Difference difference =
                new Difference(before.codePoints().toArray(), after.codePoints().toArray());
        difference.take(new Hunk(0, difference.old.length, 0, difference.now.length), true);
        return difference.edit(difference.late(difference.inOnePiece()));
    }

    /**
     * A part of both texts.
     *
     * @param oldTo behind its end in the old one; likewise {@code nowTo}
     */
    private record Hunk(int oldFrom, int oldTo, int nowFrom, int nowTo) {
        int putIn() {
            return nowTo - nowFrom;
        }

        int takenOut() {
            return oldTo - oldFrom;
        }

        boolean isPutIn() {
            return takenOut() == 0 && putIn() > 0;
        }

        boolean isTakenOut() {
            return putIn() == 0 && takenOut() > 0;
        }
    }

    // What is alike

    /**
     * @param byLine whether, where there are too many differences, lines are compared first
     */
    private void take(Hunk hunk, boolean byLine) {
        int from = 0;
        int most = Math.min(hunk.takenOut(), hunk.putIn());
        while (from < most && old[hunk.oldFrom + from] == now[hunk.nowFrom + from]) {
            from++;
        }
        int end = 0;
        while (end < most - from && old[hunk.oldTo - 1 - end] == now[hunk.nowTo - 1 - end]) {
            end++;
        }
        add(new Alike(hunk.oldFrom, hunk.nowFrom, from));
        takeInner(
                new Hunk(
                        hunk.oldFrom + from,
                        hunk.oldTo - end,
                        hunk.nowFrom + from,
                        hunk.nowTo - end),
                byLine);
        add(new Alike(hunk.oldTo - end, hunk.nowTo - end, end));
    }

    private void add(Alike run) {
        if (run.length() == 0) {
            return;
        }
        if (!runs.isEmpty() && runs.getLast().isFollowedBy(run)) {
            run = runs.removeLast().longerBy(run.length());
        }
        runs.add(run);
    }

    private void takeInner(Hunk hunk, boolean byLine) {
        if (hunk.putIn() == 0 || hunk.takenOut() == 0) {
            return;
        }
        int[] before = Arrays.copyOfRange(old, hunk.oldFrom, hunk.oldTo);
        int[] after = Arrays.copyOfRange(now, hunk.nowFrom, hunk.nowTo);
        List<Alike> alike = Alike.in(before, after, MOST_CHANGES);
        if (alike != null) {
            alike.forEach(run -> add(run.movedBy(hunk.oldFrom, hunk.nowFrom)));
        } else if (byLine) {
            lineByLine(hunk, before, after);
        }
    }

    private void lineByLine(Hunk hunk, int[] before, int[] after) {
        Map<String, Integer> names = new HashMap<>();
        Lines oldLines = Lines.of(before, names);
        Lines nowLines = Lines.of(after, names);
        List<Alike> alike = Alike.in(oldLines.names(), nowLines.names(), MOST_CHANGES);
        if (alike == null) {
            return;
        }
        int oldEnd = hunk.oldFrom;
        int nowEnd = hunk.nowFrom;
        for (Alike lines : alike) {
            Alike run = lines.ofText(oldLines, nowLines).movedBy(hunk.oldFrom, hunk.nowFrom);
            take(new Hunk(oldEnd, run.old(), nowEnd, run.now()), false);
            add(run);
            oldEnd = run.oldEnd();
            nowEnd = run.nowEnd();
        }
        take(new Hunk(oldEnd, hunk.oldTo, nowEnd, hunk.nowTo), false);
    }

    // Where exactly, and how much of it

    private static Hunk between(Alike before, Alike after) {
        return new Hunk(before.oldEnd(), after.old(), before.nowEnd(), after.now());
    }

    /** The runs, with an empty one at the beginning and at the end. */
    private List<Alike> inOnePiece() {
        runs.addFirst(new Alike(0, 0, 0));
        runs.addLast(new Alike(old.length, now.length, 0));
        List<Alike> kept = new ArrayList<>(List.of(runs.getFirst()));
        for (int i = 1; i + 1 < runs.size(); i++) {
            Alike run = runs.get(i);
            Hunk before = between(kept.getLast(), run);
            kept.add(inOnePiece(before, run, between(run, runs.get(i + 1))));
        }
        kept.add(runs.getLast());
        return kept;
    }

    /**
     * Between two pieces that were only put in, or only taken out, where the second ends like the
     * run: then it is one piece, before the run.
     */
    private Alike inOnePiece(Hunk before, Alike run, Hunk after) {
        boolean putIn = before.isPutIn() && after.isPutIn();
        if (!putIn && !(before.isTakenOut() && after.isTakenOut())) {
            return run;
        }
        int[] text = putIn ? now : old;
        int from = putIn ? run.now() : run.old();
        int end = putIn ? after.nowTo : after.oldTo;
        int length = run.length();
        return length <= after.putIn() + after.takenOut()
                        && Arrays.equals(text, from, from + length, text, end - length, end)
                ? new Alike(after.oldTo - length, after.nowTo - length, length)
                : run;
    }

    /** With all that was only put in, or only taken out, as late as it may have been. */
    private List<Alike> late(List<Alike> kept) {
        List<Alike> late = new ArrayList<>();
        Alike before = kept.getFirst();
        for (int i = 1; i < kept.size(); i++) {
            Alike run = kept.get(i);
            boolean isLast = i + 2 >= kept.size();
            int by = slack(between(before, run), isLast ? run.length() : run.length() - 1);
            late.add(before.longerBy(by));
            before = new Alike(run.old() + by, run.now() + by, run.length() - by);
        }
        late.add(before);
        return late;
    }

    private int slack(Hunk hunk, int most) {
        boolean putIn = hunk.isPutIn();
        if (!putIn && !hunk.isTakenOut()) {
            return 0;
        }
        int[] text = putIn ? now : old;
        int from = putIn ? hunk.nowFrom : hunk.oldFrom;
        int to = putIn ? hunk.nowTo : hunk.oldTo;
        int slack = 0;
        while (slack < most && text[from + slack] == text[to + slack]) {
            slack++;
        }
        return slack;
    }

    private TextEdit edit(List<Alike> kept) {
        List<TextEdit.Part> parts = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            parts.add(new TextEdit.Keep(kept.get(i).length()));
            if (i + 1 < kept.size()) {
                Hunk hunk = between(kept.get(i), kept.get(i + 1));
                parts.add(new TextEdit.Delete(hunk.takenOut()));
                parts.add(new TextEdit.Insert(new String(now, hunk.nowFrom, hunk.putIn())));
            }
        }
        return new TextEdit(parts);
    }

    /**
     * Lines with their ends.
     *
     * @param names one a line, the same for the same
     * @param starts where each begins, and behind the last the length of all
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Lines(int[] names, int[] starts) {
        static Lines of(int[] text, Map<String, Integer> known) {
            List<Integer> starts = new ArrayList<>(List.of(0));
            for (int i = 0; i < text.length; i++) {
                if (text[i] == '\n' && i + 1 < text.length) {
                    starts.add(i + 1);
                }
            }
            starts.add(text.length);
            int[] names = new int[starts.size() - 1];
            for (int i = 0; i < names.length; i++) {
                int from = starts.get(i);
                String line = new String(text, from, starts.get(i + 1) - from);
                names[i] = known.computeIfAbsent(line, _ -> known.size());
            }
            return new Lines(names, starts.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** A run that is the same in both. */
    private record Alike(int old, int now, int length) {

        private int oldEnd() {
            return old + length;
        }

        private int nowEnd() {
            return now + length;
        }

        private Alike longerBy(int more) {
            return new Alike(old, now, length + more);
        }

        private Alike movedBy(int inOld, int inNow) {
            return new Alike(old + inOld, now + inNow, length);
        }

        private boolean isFollowedBy(Alike next) {
            return oldEnd() == next.old && nowEnd() == next.now;
        }

        private Alike ofText(Lines oldLines, Lines nowLines) {
            int from = oldLines.starts()[old];
            int length = oldLines.starts()[old + this.length] - from;
            return new Alike(from, nowLines.starts()[now], length);
        }

        /**
         * The runs that are left where as little as possible is changed; null where that is more
         * than {@code most}.
         *
         * <p>Where a change could be here or a little later, it is later: what is written to the
         * end of a text is written behind all of it. What replaces something is put in behind what
         * it replaces.
         */
        static @Nullable List<Alike> in(int[] old, int[] now, int most) {
            int[] reached = new int[2 * most + 3];
            int middle = most + 1;
            List<int[]> history = new ArrayList<>();
            for (int changes = 0; changes <= most; changes++) {
                for (int k = -changes; k <= changes; k += 2) {
                    int x = start(reached, middle, k, changes);
                    while (x < old.length && x - k < now.length && old[x] == now[x - k]) {
                        x++;
                    }
                    reached[middle + k] = x;
                    if (x >= old.length && x - k >= now.length) {
                        return back(history, old.length, now.length, changes);
                    }
                }
                history.add(
                        Arrays.copyOfRange(reached, middle - changes - 1, middle + changes + 2));
            }
            return null;
        }

        /** From the diagonal below by an insertion, or from the one above by a deletion. */
        private static int start(int[] reached, int middle, int k, int changes) {
            return isInsertion(reached, middle, k, changes)
                    ? reached[middle + k + 1]
                    : reached[middle + k - 1] + 1;
        }

        private static boolean isInsertion(int[] reached, int middle, int k, int changes) {
            return k == -changes
                    || (k != changes && reached[middle + k - 1] < reached[middle + k + 1]);
        }

        private static List<Alike> back(List<int[]> history, int oldEnd, int nowEnd, int end) {
            List<Alike> runs = new ArrayList<>();
            int x = oldEnd;
            int y = nowEnd;
            for (int changes = end; changes > 0; changes--) {
                int[] reached = history.get(changes - 1);
                int k = x - y;
                boolean insertion = isInsertion(reached, changes, k, changes);
                int former = reached[changes + (insertion ? k + 1 : k - 1)];
                int start = insertion ? former : former + 1;
                if (x > start) {
                    runs.add(new Alike(start, start - k, x - start));
                }
                x = former;
                y = former - (insertion ? k + 1 : k - 1);
            }
            if (x > 0) {
                runs.add(new Alike(0, 0, x));
            }
            return runs.reversed();
        }
    }
}
