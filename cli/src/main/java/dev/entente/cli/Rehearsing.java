package dev.entente.cli;

import dev.entente.simulator.Shrinker;
import dev.entente.simulator.check.Breach;
import dev.entente.simulator.check.Invariant;
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

    /** So many shorter rehearsals are tried for each that breaks something. */
    private static final int MOST_TRIED = 30;

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
        if (breach != null) {
            broken.add(shrunk(seed, breach));
        } else if (seed % TWICE == 0 && !trace(seed).equals(rehearsal.trace())) {
            Breach two = new Breach(Invariant.I23, "played twice, it gives two histories", "");
            broken.add(seeded(seed, terms, two));
        }
    }

    private String trace(long seed) {
        Rehearsal again = new Rehearsal(scenery, seed, terms);
        Breach _ = again.play(new Reckoning(), () -> {});
        return again.trace();
    }

    private Report.Seeded shrunk(long seed, Breach breach) {
        Shrinker<Rehearsal.Terms> shrinker =
                new Shrinker<>(
                        shorter ->
                                new Rehearsal(scenery, seed, shorter)
                                        .play(new Reckoning(), () -> {}),
                        Rehearsal.Terms::smaller,
                        MOST_TRIED);
        Shrinker.Red<Rehearsal.Terms> red = shrinker.smallest(new Shrinker.Red<>(terms, breach));
        return seeded(seed, red.plan(), red.breach());
    }

    private static Report.Seeded seeded(long seed, Rehearsal.Terms of, Breach breach) {
        return new Report.Seeded(
                seed, breach.invariant().name(), breach.what(), of.words(), breach.story());
    }
}
