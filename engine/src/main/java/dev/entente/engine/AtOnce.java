package dev.entente.engine;

import dev.entente.engine.desk.NoAnswer;
import dev.entente.engine.desk.Teller;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.reconcile.Commits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is told while nothing runs: done by whoever tells it. */
record AtOnce(Commits commits) implements Teller {

    @Override
    public synchronized <T> T tell(Function<Sheet, T> work) {
        List<T> results = new ArrayList<>(1);
        try {
            commits.make(sheet -> results.add(work.apply(sheet)));
            return results.getFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("Interrupted before there was an answer.");
        }
    }
}
