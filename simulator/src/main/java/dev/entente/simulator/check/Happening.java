package dev.entente.simulator.check;

/**
 * Something that happened to a world.
 *
 * @param time in microseconds since the epoch, by the world's clock
 */
public record Happening(long time, String what) {}
