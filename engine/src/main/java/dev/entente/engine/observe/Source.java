package dev.entente.engine.observe;

/** Something that puts what is at a system into the inbox. */
public interface Source {

    /** Of its task. */
    String name();

    /** Works until it is interrupted, or has read all there is. */
    void run() throws InterruptedException;

    /** Makes it end soon, even where a driver swallows the interrupt. */
    void end();
}
