package dev.entente.cli;

import dev.entente.simulator.check.Breach;
import dev.entente.simulator.rehearsal.Reckoning;
import dev.entente.simulator.rehearsal.Rehearsal;
import dev.entente.simulator.rehearsal.Report;
import dev.entente.simulator.scene.Scenery;
import java.util.ArrayList;
import java.util.List;

/** A file played through, seed by seed. */
final class Rehearsing {

    /** Each seed of so many is played twice. */
    private static final int TWICE = 10;

    /** After so many seeds that break something there is enough to look at. */
    private static final int MOST_BROKEN = 5;

    private final Scenery scenery;
    private final Rehearsal.Terms terms;
    private final List<Report.Seeded> broken = new ArrayList<>();

    Rehearsing(Scenery scenery, Rehearsal.Terms terms) {
        this.scenery = scenery;
        this.terms = terms;
    }

    Report run(Seeds seeds, Progress progress) {
        Reckoning reckoning = new Reckoning();
        int done = 0;
        while (seeds.goesOn().test(done) && broken.size() < MOST_BROKEN) {
            play(seeds.first() + done, reckoning, progress);
            done++;
        }
        return reckoning.report(done, terms, broken);
    }

    private void play(long seed, Reckoning reckoning, Progress progress) {
        Rehearsal rehearsal = new Rehearsal(scenery, seed, terms);
        Breach breach = rehearsal.play(reckoning, progress::step);
        if (breach == null && seed % TWICE == 0) {
            Rehearsal again = new Rehearsal(scenery, seed, terms);
            Breach other = again.play(new Reckoning(), () -> {});
            if (other != null || !again.trace().equals(rehearsal.trace())) {
                broken.add(
                        new Report.Seeded(seed, "I23", "played twice, it gives two histories", ""));
            }
        }
        if (breach != null) {
            broken.add(
                    new Report.Seeded(
                            seed, breach.invariant().name(), breach.what(), breach.story()));
        }
    }
}
