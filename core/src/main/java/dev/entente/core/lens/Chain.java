package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several forms one after the other, the first one next to the system.
 *
 * @param forms two or more, none of them a chain or {@link Form.Same}; made by {@link #of}
 */
public record Chain(List<Form> forms) implements Form {

    public Chain {
        forms = List.copyOf(forms);
    }

    /** The forms as one. */
    public static Form of(List<Form> forms) {
        List<Form> flat = new ArrayList<>();
        for (Form form : forms) {
            if (form instanceof Chain chain) {
                flat.addAll(chain.forms);
            } else if (form != Same.SAME) {
                flat.add(form);
            }
        }
        return switch (flat.size()) {
            case 0 -> Same.SAME;
            case 1 -> flat.getFirst();
            default -> new Chain(flat);
        };
    }

    public static Form of(Form... forms) {
        return of(List.of(forms));
    }

    @Override
    public Value get(Value nativeValue) {
        Value value = nativeValue;
        for (Form form : forms) {
            value = form.get(value);
        }
        return value;
    }

    @Override
    public Value put(Value canonical) {
        Value value = canonical;
        for (int i = forms.size() - 1; i >= 0; i--) {
            value = forms.get(i).put(value);
        }
        return value;
    }

    /** Each form is handed what it had read from the residue. */
    @Override
    public Value put(Value canonical, Value residue) {
        Value[] residues = new Value[forms.size()];
        Value value = residue;
        for (int i = 0; i < residues.length; i++) {
            residues[i] = value;
            value = forms.get(i).get(value);
        }
        if (value.equals(canonical)) {
            return residue;
        }
        value = canonical;
        for (int i = residues.length - 1; i >= 0; i--) {
            value = forms.get(i).put(value, residues[i]);
        }
        return value;
    }

    @Override
    public boolean isLossy() {
        for (Form form : forms) {
            if (form.isLossy()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String words() {
        return forms.stream().map(Form::words).collect(Collectors.joining("; "));
    }
}
