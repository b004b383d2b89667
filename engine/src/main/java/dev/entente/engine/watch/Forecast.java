package dev.entente.engine.watch;

/**
 * What a first meeting (or a plan) comes to, for one entity at one system.
 *
 * @param linked records there that were found at another system, too
 * @param overwrites fields that hold another value there and would be overwritten
 * @param conflicts fields of records there in which the systems differed, whoever won
 * @param parked records that are set aside there
 */
public record Forecast(
        String entity,
        String system,
        long linked,
        long creates,
        long updates,
        long deletes,
        long overwrites,
        long conflicts,
        long parked) {}
