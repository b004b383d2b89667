package dev.entente.engine.write;

import dev.entente.connector.Connector;
import dev.entente.connector.Outcome;
import dev.entente.connector.Unavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine's side of a batch while it is carried out.
 *
 * @param permit null where the batch has been under way before
 */
record Attendance(long batch, List<Outgoing> sent, @Nullable Permit permit, Testimony testimony)
        implements Connector.Witness {

    @Override
    public void await() {
        try {
            if (permit != null) {
                permit.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the run ended before the batch could take effect", e);
        }
    }

    /** What is said of a batch is worth nothing where the batch itself is not known of. */
    @Override
    public void hear(List<Outcome> outcomes) {
        await();
        testimony.hear(batch, sent, outcomes);
    }
}
