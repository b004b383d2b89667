package dev.entente.engine.journal;

import dev.entente.core.link.LinkId;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Unpacker;
import java.util.ArrayList;
import java.util.List;

/**
 * Which entries one commit has, in their order: the values of {@link
 * dev.entente.engine.store.Space#JOURNAL_BY_TIME}.
 *
 * @param keys of JOURNAL
 */
record Roll(List<byte[]> keys) {
    private static final int VERSION = 1;
    private static final int ENTRY = 18;

    byte[] bytes() {
        Packer out = new Packer(8 + ENTRY * keys.size()).u8(VERSION).varint(keys.size());
        for (byte[] key : keys) {
            out.link(Journal.link(key)).varint(Journal.sequence(key));
        }
        return out.take();
    }

    static Roll of(byte[] bytes) {
        Unpacker in = new Unpacker(bytes, 0).version(VERSION, "the entries of a commit");
        List<byte[]> keys = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            LinkId link = in.link();
            keys.add(Layout.journal(link, in.varint()));
        }
        in.end();
        return new Roll(keys);
    }
}
