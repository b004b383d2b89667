package dev.entente.core.lens;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words in a row, for a message: the first twelve of many. */
final class Listed {

    private static final int MOST = 12;

    private Listed() {}

    static String of(Stream<String> words) {
        List<String> all = words.toList();
        String first = all.stream().limit(MOST).collect(Collectors.joining(", "));
        return all.size() > MOST ? first + " and " + (all.size() - MOST) + " more" : first;
    }
}
