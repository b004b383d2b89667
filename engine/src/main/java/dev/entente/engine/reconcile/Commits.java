package dev.entente.engine.reconcile;

import dev.entente.connector.Host;
import dev.entente.engine.identify.Archive;
import dev.entente.engine.identify.Census;
import dev.entente.engine.identify.Recent;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.write.Looks;
import dev.entente.engine.write.Outbox;
import java.util.function.Consumer;

/**
 * The one door to the store: work is done on a sheet, the sheet is made durable, and only then does
 * anything leave.
 */
public final class Commits {

    private final Archive archive;
    private final Homes homes;
    private final Census census;
    private final Recent recent;
    private final Outbox outbox;
    private final Looks looks;
    private final Host host;

    public Commits(
            Archive archive,
            Homes homes,
            Census census,
            Recent recent,
            Leaving leaving,
            Host host) {
        this.archive = archive;
        this.homes = homes;
        this.census = census;
        this.recent = recent;
        this.outbox = leaving.outbox();
        this.looks = leaving.looks();
        this.host = host;
    }

    /** What leaves after a commit. */
    public record Leaving(Outbox outbox, Looks looks) {}

    /** One commit. */
    public void make(Consumer<Sheet> work) throws InterruptedException {
        Sheet sheet = new Sheet(archive, homes, census, recent, host.now());
        work.accept(sheet);
        outbox.form(sheet);
        outbox.handOver();
        StoreBatch batch = sheet.finish();
        if (!batch.isEmpty()) {
            archive.store().commit(batch);
        }
        sheet.committed();
        looks.issue();
        outbox.release();
    }
}
