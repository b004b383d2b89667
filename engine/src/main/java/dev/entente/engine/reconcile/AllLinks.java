package dev.entente.engine.reconcile;

import dev.entente.core.link.LinkId;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All links, a piece at a time, so that other work goes on in between. */
final class AllLinks {

    private static final int CHUNK = 1_000;

    private final Store store;

    AllLinks(Store store) {
        this.store = store;
    }

    /**
     * Does something with the links from this one on, as many as are a piece.
     *
     * @return with which one to go on; null where that was all
     */
    @Nullable LinkId each(Sheet sheet, LinkId from, Consumer<Kept> work) {
        List<LinkId> links = new ArrayList<>(CHUNK + 1);
        store.scanFrom(
                Space.LINKS,
                new byte[0],
                Layout.link(from),
                (key, _) -> {
                    links.add(Layout.linkAt(key, 0));
                    return links.size() <= CHUNK;
                });
        boolean more = links.size() > CHUNK;
        List<LinkId> now = more ? links.subList(0, CHUNK) : links;
        sheet.fetch(now);
        for (LinkId link : now) {
            Kept kept = sheet.link(link);
            if (kept != null) {
                work.accept(kept);
            }
        }
        return more ? links.getLast() : null;
    }
}
