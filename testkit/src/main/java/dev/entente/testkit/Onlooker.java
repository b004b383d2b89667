package dev.entente.testkit;

import dev.entente.connector.Connector;
import dev.entente.connector.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A witness who remembers what was said, and does something before a batch may take effect. */
public final class Onlooker implements Connector.Witness {
    private final List<List<Outcome>> heard = new ArrayList<>();
    private Runnable beforehand = () -> {};

    /** Does this each time before a batch may take effect. */
    public void before(Runnable work) {
        beforehand = work;
    }

    @Override
    public void await() {
        beforehand.run();
    }

    @Override
    public void hear(List<Outcome> outcomes) {
        heard.add(outcomes);
    }

    /** What was said before commits, in its order. */
    public List<List<Outcome>> heard() {
        return heard;
    }
}
