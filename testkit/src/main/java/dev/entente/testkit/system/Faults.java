package dev.entente.testkit.system;

/**
 * What goes wrong at a {@link FakeSystem}, each in so many of a thousand calls.
 *
 * @param refused the connection fails before anything was sent
 * @param lost the batch took effect, and the connection failed before the answer
 * @param inCommit the connection fails while the batch is committed: it took effect, or not
 * @param locked one row cannot be written now
 * @param feedDropped the feed ends in the midst of things
 */
public record Faults(int refused, int lost, int inCommit, int locked, int feedDropped) {
    public static final Faults NONE = new Faults(0, 0, 0, 0, 0);
}
