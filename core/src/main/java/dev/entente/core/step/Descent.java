package dev.entente.core.step;

import dev.entente.core.text.Texts;
import dev.entente.core.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a value was made of another one, as far as its parts tell. */
final class Descent {

    private Descent() {}

    /**
     * Whether all that makes the difference between {@code before} and {@code sent} is in {@code
     * now}, too: then whoever made it had seen what was sent. If that is a mistake, nothing of what
     * was sent is taken for taken back.
     */
    static boolean showsAll(Value now, Value sent, @Nullable Value before) {
        if (now instanceof Value.Items(List<Value> is)
                && sent instanceof Value.Items(List<Value> sends)
                && before instanceof Value.Items(List<Value> was)) {
            Set<Value> added = new HashSet<>(sends);
            was.forEach(added::remove);
            Set<Value> removed = new HashSet<>(was);
            sends.forEach(removed::remove);
            removed.retainAll(is);
            return is.containsAll(added) && removed.isEmpty();
        }
        if (now instanceof Value.Text(String is)
                && sent instanceof Value.Text(String sends)
                && before instanceof Value.Text(String was)) {
            List<String> pieces = Texts.putIn(was, sends);
            return !pieces.isEmpty() && pieces.stream().allMatch(is::contains);
        }
        return false;
    }
}
