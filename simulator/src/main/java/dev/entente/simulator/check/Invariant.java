package dev.entente.simulator.check;

/** What must hold once a world is at rest, by its number, in the words for a reader of a story. */
public enum Invariant {
    I1("every system has the same in every field that it shares"),
    I2("it comes to rest, and stays there"),
    I3("only what differs is written"),
    I6("every edit is there, overwritten by one who saw it, or kept in the journal"),
    I7("a record is gone only where somebody deleted it"),
    I8("what was deleted stays away"),
    I10("what is not mapped is left alone"),
    I13("a record is there once"),
    I14("a record is known once"),
    I23("the same seed gives the same history"),
    I27("every difference of a counter, every add and remove of a set counts once"),
    I34("the audit trail is whole"),
    R8("a system that can tell what became of a write is asked"),
    /** Not of the list: any run must do so much. */
    RUNS("the engine goes on until it is ended");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
