package dev.entente.portallab;

import java.time.Duration;

/**
 * @param length how long people edit
 * @param kills how often the engine is killed meanwhile, at random moments
 * @param pace transactions a second, of all people together
 * @param seed what people do, and when the engine is killed, comes from it
 */
public record DemoOptions(Duration length, int kills, double pace, long seed) {

    public static final Duration LENGTH = Duration.ofSeconds(60);
    public static final double PACE = 40;
}
