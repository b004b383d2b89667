package dev.entente.engine.store;

/** Room for an encoding on its way, used for one after the other. For one thread. */
public final class Scratch {

    private final Packer open = new Packer(1024);
    private final Packer secret = new Packer(1024);
    private final Packer whole = new Packer(2048);

    /** Makes room for the next one. */
    public void clear() {
        open.clear();
        secret.clear();
        whole.clear();
    }

    /** What may be read by whoever has the store. */
    public Packer open() {
        return open;
    }

    /** What will be sealed. */
    public Packer secret() {
        return secret;
    }

    /** What both are put into. */
    public Packer whole() {
        return whole;
    }
}
