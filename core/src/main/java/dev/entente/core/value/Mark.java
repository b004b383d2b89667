package dev.entente.core.value;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a field was last edited: one stamp; for sets and lists by key one for each element (R18);
 * and where several edits stand beside each other, one for each value that stands.
 */
public sealed interface Mark permits Stamp, Mark.Elements {

    /** The latest edit that the mark knows of. */
    Stamp latest();

    /**
     * The stamp of the last add, change or removal of each element, by the element (set) or its key
     * (list). An element with a stamp that is not in the value has been removed. {@code floor} is
     * the stamp of those that are not named. For a field of one value the elements are the values
     * of the edits that nobody has superseded.
     */
    record Elements(Stamp floor, Map<Value, Stamp> stamps) implements Mark {
        public Elements {
            TreeMap<Value, Stamp> sorted = new TreeMap<>(ValueOrder.INSTANCE);
            sorted.putAll(stamps);
            stamps = Collections.unmodifiableMap(sorted);
        }

        public Stamp of(Value element) {
            return stamps.getOrDefault(element, floor);
        }

        @Override
        public Stamp latest() {
            Stamp latest = floor;
            for (Stamp stamp : stamps.values()) {
                latest = Stamp.later(latest, stamp);
            }
            return latest;
        }
    }
}
