package dev.entente.engine.config;

import java.util.List;

/** A piece of YAML with the place where it stands. */
sealed interface Node {

    Place place();

    /** What it is, for people. */
    String kind();

    /**
     * A single value.
     *
     * @param plain written without quotes
     */
    record Word(String text, boolean plain, Place place) implements Node {

        /** Whether nothing stands there: {@code key:} alone, or {@code null}. */
        boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }

        @Override
        public String kind() {
            return isNothing() ? "nothing" : "a single value";
        }
    }

    record Items(List<Node> nodes, Place place) implements Node {
        public Items {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    record Block(List<Entry> entries, Place place) implements Node {
        public Block {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a block of keys";
        }
    }

    record Entry(Word key, Node value) {}
}
