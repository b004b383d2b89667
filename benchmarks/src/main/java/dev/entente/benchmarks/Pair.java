package dev.entente.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The two servers that shall agree. */
record Pair(Side a, Side b) implements AutoCloseable {

    static Pair start(Path folder) throws IOException {
        Side a = Side.start("a", folder.resolve("a"));
        return new Pair(a, Side.start("b", folder.resolve("b")));
    }

    /** Both with the same rows, freshly written, and nothing else. */
    void refill(int rows) throws SQLException {
        sweep();
        for (Side side : new Side[] {a, b}) {
            side.run(Items.DROP, Items.CREATE, Items.fill(rows), Items.SETTLE, "checkpoint");
        }
    }

    void sweep() throws SQLException {
        a.unsubscribe();
        b.unsubscribe();
        a.sweep();
        b.sweep();
    }

    @Override
    public void close() throws IOException {
        try (Side first = a;
                Side second = b) {
            Progress.say("stopping the servers on ports " + first.port() + ", " + second.port());
        }
    }
}
