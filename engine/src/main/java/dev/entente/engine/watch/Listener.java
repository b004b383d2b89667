package dev.entente.engine.watch;

/** Hears notices. Called by the engine's own threads: it must return at once. */
@FunctionalInterface
public interface Listener {

    Listener NOBODY = notice -> {};

    void heard(Notice notice);
}
