package dev.entente.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is at a system. */
public record Catalog(List<Resource> resources) {

    public Catalog {
        resources = List.copyOf(resources);
    }

    public @Nullable Resource resource(String name) {
        for (Resource resource : resources) {
            if (resource.name().equals(name)) {
                return resource;
            }
        }
        return null;
    }
}
