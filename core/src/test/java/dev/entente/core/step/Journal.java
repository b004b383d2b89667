package dev.entente.core.step;

import dev.entente.core.link.Conflict;
import dev.entente.core.link.Link;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.step.World.Kept;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which values can be found again in the facts of a step. */
final class Journal {
    private Journal() {}

    static void keep(Link before, List<Fact> facts, Set<Kept> journal) {
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.Edited edited ->
                        edited.changes().forEach(change -> keep(change, journal));
                case Fact.Deleted deleted -> keep(deleted.last(), journal);
                case Fact.Ambiguous(int branch, Write.Id _) -> {
                    Write write = before.replica(branch).flight().unsettled();
                    keep(
                            write == null
                                    ? Row.empty(before.head().values().width())
                                    : write.values(),
                            journal);
                }
                case Fact.NotTaken taken -> keep(taken.field(), taken.sent(), journal);
                case Fact.Opened(Conflict conflict) -> {
                    keep(conflict.field(), conflict.base(), journal);
                    keep(conflict.field(), conflict.ours(), journal);
                    keep(conflict.field(), conflict.theirs(), journal);
                }
                case Fact.Met _,
                        Fact.Gone _,
                        Fact.Revived _,
                        Fact.Reborn _,
                        Fact.CameAndWent _,
                        Fact.SetBack _,
                        Fact.Planned _,
                        Fact.Written _,
                        Fact.Refused _,
                        Fact.Closed _,
                        Fact.Doubted _,
                        Fact.SetAside _,
                        Fact.TakenUp _,
                        Fact.ErasedFrom _ -> {}
            }
        }
    }

    private static void keep(Fact.Change change, Set<Kept> journal) {
        keep(change.field(), change.lost(), journal);
        if (change.rule() == Rule.ASKED) {
            keep(change.field(), change.incoming(), journal);
        }
    }

    private static void keep(Row row, Set<Kept> journal) {
        for (int i = 0; i < row.width(); i++) {
            keep(i, row.get(i), journal);
        }
    }

    private static void keep(int field, @Nullable Value value, Set<Kept> journal) {
        if (value != null) {
            journal.add(new Kept(field, value));
        }
    }
}
