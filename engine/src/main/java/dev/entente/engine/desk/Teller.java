package dev.entente.engine.desk;

import dev.entente.engine.identify.Sheet;
import java.util.function.Function;

/**
 * How something told gets done: on the reconciler's thread where one runs, at once where none does.
 */
public interface Teller {

    /**
     * Does the work and returns once it is durable.
     *
     * @throws NoAnswer as the work throws it, or where nobody does it in time
     */
    <T> T tell(Function<Sheet, T> work);
}
