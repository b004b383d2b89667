package dev.entente.core.step;

import dev.entente.core.Seed;
import dev.entente.core.step.World.Action;
import dev.entente.core.step.World.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way that a world can take, drawn by chance, and made as short as can be where it breaks. */
final class History {
    private static final int LONGEST = 600;

    private final World start;
    private final List<Action> actions;

    private History(World start, List<Action> actions) {
        this.start = start;
        this.actions = actions;
    }

    /** Draws what happens until nothing is left to happen, and checks all of it. */
    static World drawn(World start, Seed seed) {
        List<Action> actions = new ArrayList<>();
        World world = start;
        try {
            while (!world.unfinished().isEmpty()) {
                if (actions.size() > LONGEST) {
                    throw new AssertionError("I2: it does not come to rest");
                }
                Action action = draw(world, seed);
                actions.add(action);
                world = Moves.take(world, action, Story.untold());
            }
            AtRest.check(world);
            Redelivery.check(world);
            return world;
        } catch (AssertionError e) {
            History shortest = new History(start, actions).shortened();
            AssertionError why = shortest.broken();
            throw new AssertionError(
                    (why == null ? e : why).getMessage() + "\n" + told(start, shortest.actions), e);
        }
    }

    private static Action draw(World world, Seed seed) {
        List<Action> faults =
                world.enabled().stream().filter(action -> action.kind().isFault()).toList();
        return !faults.isEmpty() && seed.oneIn(6)
                ? seed.pick(faults)
                : seed.pick(world.unfinished());
    }

    /** The same without whatever can be left out so that it still breaks. */
    private History shortened() {
        History shortest = this;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int i = shortest.actions.size() - 1; i >= 0; i--) {
                History without = shortest.without(i);
                if (without != null && without.broken() != null) {
                    shortest = without;
                    shorter = true;
                }
            }
        }
        return shortest;
    }

    private @Nullable History without(int index) {
        if (index >= actions.size()) {
            return null;
        }
        List<Action> fewer = new ArrayList<>(actions);
        Action action = fewer.remove(index);
        if (action.kind() == Kind.USER) {
            fewer.add(index, new Action(Kind.SKIP, action.site()));
        }
        return action.kind() == Kind.SKIP ? null : new History(start, fewer);
    }

    /** What is wrong with it, if anything: what it leaves unfinished is finished in order. */
    private @Nullable AssertionError broken() {
        try {
            World world = start;
            for (Action action : actions) {
                if (world.isEnabled(action.kind(), action.site())) {
                    world = Moves.take(world, action, Story.untold());
                }
            }
            world = finished(world, Story.untold());
            AtRest.check(world);
            Redelivery.check(world);
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }

    /** The shortest way to rest from here on. */
    static World finished(World from, Story story) {
        World world = from;
        for (int i = 0; !world.unfinished().isEmpty(); i++) {
            if (i > LONGEST) {
                throw new AssertionError("I2: it does not come to rest");
            }
            world = Moves.take(world, world.unfinished().getFirst(), story);
        }
        return world;
    }

    static String told(World start, List<Action> actions) {
        Story story = Story.told();
        start.setting().tell(story);
        World world = start;
        try {
            for (Action action : actions) {
                if (world.isEnabled(action.kind(), action.site())) {
                    if (action.kind() != Kind.SKIP) {
                        story.tell(action.kind() + " " + world.site(action.site()).name());
                    }
                    world = Moves.take(world, action, story);
                }
            }
            story.tell("... and on until nothing is left");
            world = finished(world, story);
            Redelivery.check(world);
        } catch (AssertionError e) {
            story.tell("!! " + e.getMessage());
        }
        for (Site site : world.sites()) {
            story.tell(site.name() + " has " + Story.show(site.row()));
        }
        story.tell("head: " + Story.show(world.link().head().values()));
        return story.toString();
    }
}
