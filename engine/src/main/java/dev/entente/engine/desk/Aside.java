package dev.entente.engine.desk;

import dev.entente.core.step.Fact;
import dev.entente.engine.journal.JournalEntry;
import java.util.List;

/**
 * Since when a record is set aside at a system: a person who has it tried again, in vain, begins
 * nothing anew. The store has only the last time; the first is in the record's journal.
 */
final class Aside {

    private final String system;
    private long since;

    private Aside(String system) {
        this.system = system;
    }

    /**
     * @param story of the record, oldest first
     * @param last when it was set aside the last time
     * @return in microseconds since the epoch
     */
    static long since(List<JournalEntry> story, String system, long last) {
        Aside aside = new Aside(system);
        for (JournalEntry entry : story) {
            entry.facts().forEach(fact -> aside.take(entry, fact));
        }
        return aside.since == 0 ? last : Math.min(aside.since, last);
    }

    private void take(JournalEntry entry, Fact fact) {
        if (fact instanceof Fact.SetAside(int branch, _) && isHere(entry, branch)) {
            since = since == 0 ? entry.timeMicros() : since;
        } else if (fact instanceof Fact.TakenUp(int branch, String by) && isHere(entry, branch)) {
            since = by.isEmpty() ? 0 : since;
        } else if (fact instanceof Fact.Written(int branch, _) && isHere(entry, branch)) {
            since = 0;
        }
    }

    private boolean isHere(JournalEntry entry, int branch) {
        List<String> systems = entry.shape().systems();
        return branch >= 0 && branch < systems.size() && systems.get(branch).equals(system);
    }
}
