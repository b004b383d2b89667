package dev.entente.core.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.step.World.Op;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a field must be in the end, told from all that users did and nothing that the link believes.
 * Speaks of records that all systems had from the beginning and that nobody deleted; a field that a
 * system changes by itself it leaves alone, and where a system cannot tell whether a write of ours
 * took effect, nothing certain can be said of who wins.
 */
final class Verdict {
    private final World world;
    private final Field field;
    private final Value head;
    private final List<Op> ops;

    Verdict(World world, Field field) {
        this.world = world;
        this.field = field;
        this.head = world.link().head().values().orNull(field.index());
        this.ops = world.ops().stream().filter(op -> op.touches(field.index())).toList();
    }

    void check() {
        if (!speaks() || (field.policy().takesWhole() && !world.setting().habits().certain())) {
            return;
        }
        boolean mayBeLost = world.setting().faults() > 0;
        boolean whole = field.policy().takesWhole() && !field.policy().cancelsOut();
        if (mayBeLost && whole && anyReturns()) {
            return;
        }
        switch (field.policy()) {
            case Policy.LastWriterWins _ -> {
                isOneOf("I17: overwritten by one who had not seen it last", latest());
                if (tellsTheTime() && !ops.isEmpty()) {
                    is("I27: the last edit wins", after(ops.getLast()));
                }
            }
            case Policy.Ask _ -> isOneOf("nobody asked", latest());
            case Policy.Prefer(int system) -> {
                List<Op> preferred = standing().stream().filter(op -> op.site() == system).toList();
                boolean beside = standing().equals(ops) && !preferred.isEmpty();
                isOneOf("the preferred one", beside ? preferred : latest());
            }
            case Policy.Owner(int system) ->
                    isOneOf(
                            "I27: the owner is overruled",
                            ops.stream()
                                    .filter(op -> op.site() == system)
                                    .reduce((_, later) -> later)
                                    .stream()
                                    .toList());
            case Policy.Counter _ -> {
                long sum = UserEdit.whole(initial());
                for (Op op : ops) {
                    sum += UserEdit.whole(after(op)) - UserEdit.whole(before(op));
                }
                if (!ops.isEmpty()) {
                    is("I27: every delta once", Value.of(sum));
                }
            }
            case Policy.Min _ -> isExtreme("the least", -1);
            case Policy.Max _ -> isExtreme("the greatest", 1);
            case Policy.SetMerge _
                    when mayBeLost && !world.setting().habits().certain() && anyIsAsBefore() -> {}
            case Policy.SetMerge _ -> elements();
            case Policy.ListMerge _ -> listed();
            case Policy.TextMerge _ -> written();
        }
    }

    /**
     * A person is asked about two edits that stand beside each other, and of nothing less; or where
     * it cannot be told whether they do, because a system does not say what became of a write.
     */
    void isWorthAsking() {
        if (world.setting().faults() > 0 && !world.setting().habits().certain()) {
            return;
        }
        boolean alone =
                ops.stream()
                        .allMatch(op ->
                                ops.stream()
                                        .allMatch(other ->
                                                other.equals(op)
                                                        || op.isAfter(other, field.index())
                                                        || other.isAfter(op, field.index())));
        assertThat(speaks() && alone).as(name("a person is asked without need")).isFalse();
    }

    private boolean tellsTheTime() {
        return world.setting().habits().clock() == Setting.Clock.TRUE;
    }

    private boolean speaks() {
        boolean plain =
                world.setting().initial().stream()
                                .allMatch(row ->
                                        row != null && initial().equals(row.orNull(field.index())))
                        && world.ops().stream().noneMatch(op -> op.isCreate() || op.isDelete());
        return plain
                && world.setting().triggers().stream()
                        .noneMatch(trigger -> trigger.then() == field.index());
    }

    private Value initial() {
        return Objects.requireNonNull(world.setting().initial().getFirst()).orNull(field.index());
    }

    private Value after(Op op) {
        return Objects.requireNonNull(op.is()).orNull(field.index());
    }

    private Value before(Op op) {
        return Objects.requireNonNull(op.was()).orNull(field.index());
    }

    /** Edits that nobody has edited over who had seen them. */
    private List<Op> latest() {
        return ops.stream()
                .filter(op -> ops.stream().noneMatch(other -> other.isAfter(op, field.index())))
                .toList();
    }

    /** Edits that nobody has edited over who had seen their value, whoever had put it there. */
    private List<Op> standing() {
        return latest().stream()
                .filter(op -> ops.stream().noneMatch(other -> sawTheValue(other, op)))
                .toList();
    }

    private boolean sawTheValue(Op op, Op other) {
        return op.id() > other.id() && before(op).equals(after(other));
    }

    /**
     * There and back again: an edit that counts although its author's next one does not show it,
     * unless the answer to a write was lost meanwhile; then nobody knows what of it the write
     * found.
     */
    private boolean anyReturns() {
        return ops.stream()
                .anyMatch(op ->
                        world.ops().stream()
                                .filter(earlier -> earlier.site() == op.site())
                                .filter(earlier -> earlier.id() <= op.id())
                                .anyMatch(earlier -> before(earlier).equals(after(op))));
    }

    /** What was there before a write of ours may as well be there since. */
    private boolean anyIsAsBefore() {
        return ops.stream()
                .anyMatch(op ->
                        after(op).equals(initial())
                                || ops.stream()
                                        .anyMatch(other ->
                                                other.id() < op.id()
                                                        && after(op).equals(after(other))));
    }

    private void isOneOf(String why, List<Op> candidates) {
        if (candidates.isEmpty()) {
            is(why, initial());
        } else {
            assertThat(candidates.stream().map(this::after)).as(name(why)).contains(head);
        }
    }

    private void is(String why, Value value) {
        assertThat(head).as(name(why)).isEqualTo(value);
    }

    private String name(String why) {
        return why + ", field " + field.index() + " (" + field.policy().word() + ")";
    }

    /** Of edits that all stand beside each other; of others it is one that stands. */
    private void isExtreme(String why, int direction) {
        if (standing().equals(ops)) {
            is(why, extreme(ops, direction));
        } else {
            isOneOf(why, latest());
        }
    }

    private Value extreme(List<Op> among, int direction) {
        return among.stream()
                .map(this::after)
                .max((one, other) -> ValueOrder.INSTANCE.compare(one, other) * direction)
                .orElse(initial());
    }

    /** An element is there, or not, as somebody left it whom nobody followed who had seen it. */
    private void elements() {
        Set<Value> all = new LinkedHashSet<>(UserEdit.items(initial()));
        ops.forEach(op -> all.addAll(UserEdit.items(after(op))));
        for (Value element : all) {
            List<Op> about =
                    ops.stream().filter(op -> had(op, element) != has(op, element)).toList();
            Set<Boolean> candidates = new LinkedHashSet<>();
            for (Op op : about) {
                if (about.stream().noneMatch(other -> other.isAfter(op, field.index()))) {
                    candidates.add(has(op, element));
                }
            }
            if (candidates.isEmpty()) {
                candidates.add(UserEdit.items(initial()).contains(element));
            }
            assertThat(candidates)
                    .as(name("R18: element " + Story.show(element)))
                    .contains(UserEdit.items(head).contains(element));
        }
        assertThat(UserEdit.items(head)).as(name("an element twice")).doesNotHaveDuplicates();
    }

    private boolean had(Op op, Value element) {
        return UserEdit.items(before(op)).contains(element);
    }

    private boolean has(Op op, Value element) {
        return UserEdit.items(after(op)).contains(element);
    }

    /** What somebody put in is there once, unless it was changed by one who had seen it. */
    private void written() {
        for (Op op : ops) {
            for (String put : put(op.edit())) {
                boolean touched =
                        ops.stream()
                                .anyMatch(other ->
                                        holds(before(other), put) && !holds(after(other), put));
                boolean alone =
                        ops.stream()
                                .allMatch(other ->
                                        other.equals(op) || !put(other.edit()).contains(put));
                if (!put.isEmpty() && holds(after(op), put) && !touched && alone) {
                    assertThat(UserEdit.text(head).split(Pattern.quote(put), -1))
                            .as(name("I27: put in once: " + put))
                            .hasSize(2);
                }
            }
        }
    }

    private List<String> put(UserEdit edit) {
        return switch (edit) {
            case UserEdit.Splice splice when splice.field() == field.index() ->
                    List.of(splice.text().strip());
            case UserEdit.Together(List<UserEdit> edits) ->
                    edits.stream().flatMap(each -> put(each).stream()).toList();
            default -> List.of();
        };
    }

    private static boolean holds(Value value, String text) {
        return UserEdit.text(value).contains(text);
    }

    /** What one side alone did to an element is there in the end. */
    private void listed() {
        List<Value> names = new ArrayList<>();
        for (Value element : UserEdit.items(head)) {
            names.add(((Value.Struct) element).fields().get(UserEdit.KEY));
        }
        assertThat(names).as(name("an element twice")).doesNotHaveDuplicates();
        for (Op op : ops) {
            boolean alone =
                    ops.stream()
                            .allMatch(other ->
                                    other.equals(op)
                                            || other.isAfter(op, field.index())
                                            || op.isAfter(other, field.index()));
            if (alone && op.equals(ops.getLast()) && !anyReturns()) {
                is("the only edit of the list", after(op));
            }
        }
    }
}
