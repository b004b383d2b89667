package dev.entente.postgres;

import dev.entente.connector.Resource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tables of one database, as they were when somebody last looked. */
final class Tables {
    private final Looking looking;
    private final String schema;
    private final Failures failures;
    private final Map<String, Table> bound = new ConcurrentHashMap<>();
    private volatile @Nullable Catalogue catalogue;
    private volatile @Nullable Bonds bonds;

    Tables(Looking looking, String schema, Failures failures) {
        this.looking = looking;
        this.schema = schema;
        this.failures = failures;
    }

    Catalogue lookAgain() {
        Catalogue now =
                looking.ask(
                        "reading its catalogue", connection -> Catalogue.read(connection, schema));
        bound.clear();
        catalogue = now;
        bonds = new Bonds(now.references());
        return now;
    }

    /** What ties the rows of the tables; used by one thread at a time. */
    Bonds bonds() {
        Bonds current = bonds;
        if (current == null) {
            current = new Bonds(catalogue().references());
            bonds = current;
        }
        return current;
    }

    /** The catalogue as it was last read. */
    Catalogue catalogue() {
        Catalogue current = catalogue;
        return current == null ? lookAgain() : current;
    }

    /** The table of a resource, in the shape in which the resource was described. */
    Table of(Resource resource) {
        Table table = bound.get(resource.name());
        if (table == null || !table.resource().equals(resource)) {
            Relation relation = catalogue().relations().get(resource.name());
            if (relation == null || !relation.resource().equals(resource)) {
                relation = lookAgain().relations().get(resource.name());
            }
            if (relation == null) {
                throw failures.halt(
                        "there is no table `" + resource.name() + "` any more",
                        "create it, or take it out of the file",
                        null);
            }
            table = new Table(relation, resource);
            bound.put(resource.name(), table);
        }
        return table;
    }

    List<Table> of(List<Resource> resources) {
        return resources.stream().map(this::of).toList();
    }

    /** What a table is like now; without columns, where it is gone. */
    Resource now(Table table) {
        Relation relation = lookAgain().relation(table.relation().oid());
        return relation == null
                ? new Resource(table.resource().name(), List.of(), List.of(), List.of())
                : relation.resource();
    }
}
