package dev.entente.engine.config;

/** A word of the file, and where it stands. */
public record Name(String text, Place place) {

    static Name of(Node.Word word) {
        return new Name(word.text(), word.place());
    }
}
