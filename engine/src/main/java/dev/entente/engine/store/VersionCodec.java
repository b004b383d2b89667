package dev.entente.engine.store;

import dev.entente.core.value.Version;
import java.util.Map;
import java.util.TreeMap;

/** Version ↔ bytes: what kind it is, then what it holds. */
public final class VersionCodec {

    private static final int NONE = 0;
    private static final int POSITION = 1;
    private static final int TAG = 2;
    private static final int VECTOR = 3;

    private VersionCodec() {}

    public static void write(Packer out, Version version) {
        switch (version) {
            case Version.None _ -> out.u8(NONE);
            case Version.Position(long position) -> out.u8(POSITION).signed(position);
            case Version.Tag(String tag) -> out.u8(TAG).text(tag);
            case Version.Vector(Map<String, Long> counters) -> {
                out.u8(VECTOR).varint(counters.size());
                counters.forEach((device, counter) -> out.text(device).signed(counter));
            }
        }
    }

    public static Version read(Unpacker in) {
        return switch (in.u8()) {
            case NONE -> Version.None.NONE;
            case POSITION -> new Version.Position(in.signed());
            case TAG -> new Version.Tag(in.text());
            case VECTOR -> {
                Map<String, Long> counters = new TreeMap<>();
                for (int left = in.count(); left > 0; left--) {
                    counters.put(in.text(), in.signed());
                }
                yield new Version.Vector(counters);
            }
            default -> throw in.damaged();
        };
    }
}
