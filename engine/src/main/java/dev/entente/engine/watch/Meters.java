package dev.entente.engine.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What the stages count, each with one addition. Counts from the start of the run. */
public final class Meters {

    private final List<OfSystem> systems = new ArrayList<>();
    private final List<OfHome> homes = new ArrayList<>();
    private final Histogram observedToWritten = new Histogram();

    /**
     * @param systems their names
     */
    public Meters(List<String> systems, int homes, Listener listener) {
        for (String system : systems) {
            this.systems.add(new OfSystem(new Contact(system, listener)));
        }
        for (int i = 0; i < homes; i++) {
            this.homes.add(new OfHome());
        }
    }

    public OfSystem system(int index) {
        return systems.get(index);
    }

    public OfHome home(int index) {
        return homes.get(index);
    }

    /** From a change being read to its write being confirmed. */
    public void tookMicros(long micros) {
        observedToWritten.add(micros);
    }

    public Status.Latency latency() {
        return observedToWritten.read();
    }

    /** Of one system. */
    public static final class OfSystem {
        public final LongAdder snapshotRows = new LongAdder();
        public final LongAdder seen = new LongAdder();
        public final LongAdder written = new LongAdder();
        public final LongAdder refused = new LongAdder();
        public final LongAdder rejected = new LongAdder();
        public final LongAdder retried = new LongAdder();
        public final LongAdder batches = new LongAdder();
        public final Contact contact;
        private volatile boolean loaded;
        private volatile long lagBytes = -1;
        private volatile long lagMicros = -1;

        OfSystem(Contact contact) {
            this.contact = contact;
        }

        public void setLoaded(boolean loaded) {
            this.loaded = loaded;
        }

        public boolean isLoaded() {
            return loaded;
        }

        public void setLag(long bytes, long micros) {
            lagBytes = bytes;
            lagMicros = micros;
        }

        public long lagBytes() {
            return lagBytes;
        }

        public long lagMicros() {
            return lagMicros;
        }
    }

    /** Of one entity at one system. */
    public static final class OfHome {
        /** Fields in which two edits stood against each other, the later one from here. */
        public final LongAdder conflicts = new LongAdder();
    }
}
