package dev.entente.engine.write;

import dev.entente.connector.Host;

/**
 * That what was got ready may take effect. Given by one thread, once; waited for by another, as
 * often as it likes.
 */
final class Permit {
    private final Host.Queue<Boolean> given;
    private boolean isKnown;

    Permit(Host host) {
        given = host.queue(1);
    }

    void give() {
        given.offer(true);
    }

    void await() throws InterruptedException {
        if (!isKnown) {
            isKnown = given.take();
        }
    }
}
