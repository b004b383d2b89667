package dev.entente.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** How wide the terminal is at which standard error ends, asked anew each time: people resize. */
final class Screen {

    /** Where nobody tells. */
    static final int WIDTH = 80;

    private static final int STANDARD_ERROR = 2;

    /** {@code TIOCGWINSZ} of ioctl_tty(2); it fills in rows, columns and two more. */
    private static final long ASK_ON_LINUX = 0x5413;

    private static final long ASK_ON_MAC = 0x40087468;
    private static final int COLUMNS = 1;

    private final @Nullable ToIntFunction<MemorySegment> question;

    private Screen(@Nullable ToIntFunction<MemorySegment> question) {
        this.question = question;
    }

    static Screen real() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean isMac = system.contains("mac");
        return isMac || system.contains("linux")
                ? new Screen(question(isMac ? ASK_ON_MAC : ASK_ON_LINUX))
                : new Screen(null);
    }

    /** Fills in the size of the terminal; what it returns is 0 where it could. */
    @SuppressWarnings({"restricted", "unchecked"}) // the one call out of Java can do no harm
    private static @Nullable ToIntFunction<MemorySegment> question(long ask) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("ioctl")
                .map(function ->
                        linker.downcallHandle(
                                function,
                                FunctionDescriptor.of(
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_LONG,
                                        ValueLayout.ADDRESS),
                                Linker.Option.firstVariadicArg(2)))
                .map(ioctl -> MethodHandles.insertArguments(ioctl, 0, STANDARD_ERROR, ask))
                .map(bound ->
                        (ToIntFunction<MemorySegment>)
                                MethodHandleProxies.asInterfaceInstance(ToIntFunction.class, bound))
                .orElse(null);
    }

    int width() {
        if (question == null) {
            return WIDTH;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(ValueLayout.JAVA_SHORT, 4);
            int failed = question.applyAsInt(size);
            int columns = Short.toUnsignedInt(size.getAtIndex(ValueLayout.JAVA_SHORT, COLUMNS));
            return failed != 0 || columns == 0 ? WIDTH : columns;
        }
    }
}
