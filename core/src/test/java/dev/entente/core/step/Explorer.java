package dev.entente.core.step;

import dev.entente.core.step.World.Action;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen from one world on, in every order, nearest first: what goes wrong is
 * shown by a history than which there is no shorter one.
 */
final class Explorer {
    /** So many actions after which every world must have come to rest. */
    private static final int LONGEST = 200;

    private record Arrival(@Nullable World from, @Nullable Action by, int depth) {}

    private final Map<World, Arrival> arrivals = new HashMap<>();
    private final Deque<World> ahead = new ArrayDeque<>();
    private final List<World> atRest = new ArrayList<>();
    private final World start;

    private Explorer(World start) {
        this.start = start;
    }

    /** All worlds at rest that can be reached. */
    static List<World> explore(World start) {
        return new Explorer(start).explored();
    }

    private List<World> explored() {
        arrivals.put(start, new Arrival(null, null, 0));
        ahead.add(start);
        while (!ahead.isEmpty()) {
            World world = ahead.remove();
            Arrival arrival = Objects.requireNonNull(arrivals.get(world));
            if (arrival.depth > LONGEST) {
                throw broken(world, null, new AssertionError("I2: it does not come to rest"));
            }
            go(world, arrival.depth);
        }
        return atRest;
    }

    private void go(World world, int depth) {
        if (world.unfinished().isEmpty()) {
            try {
                AtRest.check(world);
            } catch (AssertionError e) {
                throw broken(world, null, e);
            }
            atRest.add(world);
        }
        for (Action action : world.enabled()) {
            World next;
            try {
                next = Moves.take(world, action, Story.untold());
            } catch (AssertionError e) {
                throw broken(world, action, e);
            }
            if (arrivals.putIfAbsent(next, new Arrival(world, action, depth + 1)) == null) {
                ahead.add(next);
            }
        }
    }

    private AssertionError broken(World last, @Nullable Action then, AssertionError why) {
        List<Action> actions = new ArrayList<>();
        Arrival arrival = arrivals.get(last);
        while (arrival != null && arrival.from != null && arrival.by != null) {
            actions.add(arrival.by);
            arrival = arrivals.get(arrival.from);
        }
        Collections.reverse(actions);
        if (then != null) {
            actions.add(then);
        }
        return new AssertionError(why.getMessage() + "\n" + History.told(start, actions), why);
    }
}
