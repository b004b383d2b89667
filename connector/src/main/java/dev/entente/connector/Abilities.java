package dev.entente.connector;

import java.time.Duration;

/**
 * What a system can do, so that the engine knows what it must do itself.
 *
 * @param exactVersions its feed gives ordered, exact versions, comparable with those of readings
 *     and outcomes
 * @param preconditions it compares and writes in one go; else the engine reads just before and says
 *     so in the journal
 * @param namesKeys it makes the keys of new records itself
 * @param showsDeletes its feed tells of deletes
 * @param transactions a batch is written wholly or item by item, but under one commit
 * @param maxBatch most items of a batch
 * @param lag how long after a write a reading may still show what was there before; zero where
 *     reads follow writes
 */
public record Abilities(
        boolean exactVersions,
        boolean preconditions,
        boolean namesKeys,
        boolean showsDeletes,
        boolean transactions,
        int maxBatch,
        Duration lag) {}
