package dev.entente.core.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What somebody did to a text, from its beginning to its end; what comes behind the last part is
 * kept.
 *
 * <p>Source: the operations and the transformation function of ot-text-unicode; TP1 as in Ressel et
 * al., "An integrating, transformation-oriented approach to concurrency control" (1996).
 *
 * @param parts no two alike beside each other, none empty, no {@code Keep} at the end
 */
public record TextEdit(List<Part> parts) {

    /** One piece of the way through the text. */
    public sealed interface Part {
        /** In code points. */
        int length();
    }

    /** So much stays as it is. */
    public record Keep(int length) implements Part {}

    /** This is put in. */
    public record Insert(String text) implements Part {
        @Override
        public int length() {
            return text.codePointCount(0, text.length());
        }
    }

    /** So much is taken out. */
    public record Delete(int length) implements Part {}

    /** Whose insertion comes first where two are made at the same point. */
    public enum First {
        THIS,
        OTHER,
        /** The other's; what both put in there is put in once. */
        OTHER_OR_BOTH
    }

    /** Parts in any form, put into the one form described above. */
    public TextEdit {
        parts = tidy(parts);
    }

    private static List<Part> tidy(List<Part> parts) {
        List<Part> tidy = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (part.length() > 0) {
                Part last = tidy.isEmpty() ? null : tidy.getLast();
                Part joined =
                        switch (last) {
                            case Keep(int length) when part instanceof Keep(int more) ->
                                    new Keep(length + more);
                            case Delete(int length) when part instanceof Delete(int more) ->
                                    new Delete(length + more);
                            case Insert(String text) when part instanceof Insert(String more) ->
                                    new Insert(text + more);
                            case null, default -> null;
                        };
                if (joined != null) {
                    tidy.removeLast();
                }
                tidy.add(joined == null ? part : joined);
            }
        }
        if (!tidy.isEmpty() && tidy.getLast() instanceof Keep) {
            tidy.removeLast();
        }
        return List.copyOf(tidy);
    }

    /**
     * The text after the edit.
     *
     * @throws IndexOutOfBoundsException where the text is too short for it
     */
    public String applyTo(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        int at = 0;
        for (Part part : parts) {
            switch (part) {
                case Keep(int length) -> {
                    int end = text.offsetByCodePoints(at, length);
                    result.append(text, at, end);
                    at = end;
                }
                case Insert(String inserted) -> result.append(inserted);
                case Delete(int length) -> at = text.offsetByCodePoints(at, length);
            }
        }
        return result.append(text, at, text.length()).toString();
    }

    /**
     * The same edit where another one of the same text has been made before: it inserts the same
     * and deletes what the other has left of what it deleted. What is inserted in the midst of what
     * the other deletes stays.
     *
     * <p>TP1: {@code b.after(a, THIS)} made after a gives the same text as {@code a.after(b,
     * OTHER)} made after b.
     */
    public TextEdit after(TextEdit other, First first) {
        Way way = new Way(parts);
        List<Part> result = new ArrayList<>(parts.size() + other.parts.size());
        for (Part part : other.parts) {
            switch (part) {
                case Keep(int length) -> way.through(length, result, true);
                case Delete(int length) -> way.through(length, result, false);
                case Insert(String text) -> {
                    if (first == First.THIS) {
                        way.insertion(result);
                    } else if (first == First.OTHER_OR_BOTH) {
                        way.skip(text);
                    }
                    result.add(new Keep(part.length()));
                }
            }
        }
        way.rest(result);
        return new TextEdit(result);
    }

    /** The parts of an edit, taken piece by piece. */
    private static final class Way {
        private final List<Part> parts;
        private int next;

        /** Of the next part, how much is gone already. */
        private int taken;

        Way(List<Part> parts) {
            this.parts = parts;
        }

        private boolean isAtInsertion() {
            return next < parts.size() && parts.get(next) instanceof Insert;
        }

        void insertion(List<Part> to) {
            if (isAtInsertion()) {
                to.add(parts.get(next++));
            }
        }

        /** Passes over this insertion, if it is the next. */
        void skip(String text) {
            if (isAtInsertion() && parts.get(next).equals(new Insert(text))) {
                next++;
            }
        }

        /** Goes through so much of the text, which is still there or not. */
        void through(int length, List<Part> to, boolean isThere) {
            int left = length;
            while (left > 0) {
                if (next == parts.size()) {
                    if (isThere) {
                        to.add(new Keep(left));
                    }
                    return;
                }
                Part part = parts.get(next);
                if (part instanceof Insert) {
                    insertion(to);
                    continue;
                }
                int piece = Math.min(left, part.length() - taken);
                if (isThere) {
                    to.add(part instanceof Keep ? new Keep(piece) : new Delete(piece));
                }
                left -= piece;
                taken += piece;
                if (taken == part.length()) {
                    next++;
                    taken = 0;
                }
            }
        }

        void rest(List<Part> to) {
            for (; next < parts.size(); next++) {
                Part part = parts.get(next);
                to.add(
                        switch (part) {
                            case Keep(int length) -> new Keep(length - taken);
                            case Delete(int length) -> new Delete(length - taken);
                            case Insert insert -> insert;
                        });
                taken = 0;
            }
        }
    }
}
