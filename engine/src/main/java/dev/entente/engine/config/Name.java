package dev.entente.engine.config;

import java.util.Locale;

/** A word of the file, and where it stands. */
public record Name(String text, Place place) {

    /** One name in the file, another in a table: {@code order-number} and {@code Order_Number}. */
    public static boolean alike(String one, String other) {
        return plain(one).equals(plain(other));
    }

    /** A name as a table would have it. */
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    static Name of(Node.Word word) {
        return new Name(word.text(), word.place());
    }
}
