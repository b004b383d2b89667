package dev.entente.engine.store;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * What an entity looked like when something was encoded: enough to find each value by name later
 * (I28). Never changed once it is stored: another shape has another number.
 *
 * @param number its lasting number in this store
 * @param entity the entity's name
 * @param systems the names of its branches, in their order
 */
public record Shape(int number, String entity, List<Cell> fields, List<String> systems) {

    private static final int VERSION = 1;

    /**
     * @param type in words: a field whose type has changed is another field, whose old values are
     *     unknown (R22)
     */
    public record Cell(String name, String type, boolean personal) {}

    public Shape {
        fields = List.copyOf(fields);
        systems = List.copyOf(systems);
    }

    static Shape of(Entity entity, int number) {
        return new Shape(
                number,
                entity.name(),
                entity.fields().stream()
                        .map(field -> new Cell(field.name(), words(field.type()), field.personal()))
                        .toList(),
                entity.branches().stream().map(Branch::system).toList());
    }

    private static String words(Type type) {
        return switch (type) {
            case Type.Scalar scalar -> scalar.word();
            case Type.OneOf _ -> "one of";
            case Type.ListBy list -> "list by " + list.key();
            case Type.SetOf set -> "set of " + words(set.of());
        };
    }

    /** Whether it says the same, whatever its number. */
    boolean looksLike(Shape other) {
        return entity.equals(other.entity)
                && fields.equals(other.fields)
                && systems.equals(other.systems);
    }

    /** Which fields are sealed, by index. */
    boolean[] personal() {
        boolean[] personal = new boolean[fields.size()];
        for (int i = 0; i < personal.length; i++) {
            personal[i] = fields.get(i).personal();
        }
        return personal;
    }

    byte[] bytes() {
        Packer out = new Packer(256).u8(VERSION).varint(number).text(entity).varint(fields.size());
        for (Cell field : fields) {
            out.text(field.name).text(field.type).u8(field.personal ? 1 : 0);
        }
        out.varint(systems.size());
        systems.forEach(out::text);
        return out.takeChecked();
    }

    static Shape of(byte[] bytes) {
        Unpacker in = Unpacker.checked(bytes, "a shape").version(VERSION, "the shape of an entity");
        int number = in.small();
        String entity = in.text();
        List<Cell> fields = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            fields.add(new Cell(in.text(), in.text(), in.u8() != 0));
        }
        List<String> systems = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            systems.add(in.text());
        }
        in.end();
        return new Shape(number, entity, fields, systems);
    }
}
