package dev.entente.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listing of a resource in key order, page by page. */
public interface Listing extends AutoCloseable {

    /** The next page, or null at the end. */
    @Nullable List<NativeReading> next();

    /** After the end: whether the system promises that nothing was left out. */
    boolean isComplete();

    @Override
    void close();
}
