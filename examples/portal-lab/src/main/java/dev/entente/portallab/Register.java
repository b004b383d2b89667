package dev.entente.portallab;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What people talk about: the numbers of the records that they made and have not taken away. One
 * that was just made at one end may not have reached the other yet.
 */
final class Register {

    private final Map<Kind, List<String>> keys = new EnumMap<>(Kind.class);

    synchronized void add(Kind kind, String key) {
        keys.computeIfAbsent(kind, _ -> new ArrayList<>()).add(key);
    }

    synchronized void remove(Kind kind, String key) {
        keys.getOrDefault(kind, List.of()).remove(key);
    }

    /** Any of them; half of the time one of the latest, which is where people's hands meet. */
    synchronized String any(Kind kind, Random random) {
        List<String> known = keys.getOrDefault(kind, List.of());
        int recent = Math.min(20, known.size());
        int index =
                random.nextBoolean()
                        ? known.size() - 1 - random.nextInt(recent)
                        : random.nextInt(known.size());
        return known.get(index);
    }
}
