package dev.entente.simulator;

import dev.entente.testkit.store.Disk;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine is killed, beside what the weather does to it.
 *
 * @param beforeSteps of the world, counted from 0
 * @param inCommits moments of commits to the store, counted from 0, three a commit
 * @param loss what is lost of what was written and not synced; null for chance to say
 */
public record Kills(Set<Long> beforeSteps, Set<Long> inCommits, Disk.@Nullable Loss loss) {
    public static final Kills NONE = new Kills(Set.of(), Set.of(), null);
}
