package dev.entente.engine.config;

import dev.entente.connector.Abilities;
import dev.entente.connector.Catalog;
import dev.entente.connector.Connector;

/** A system of the file that was opened and described itself. */
public record SystemBinding(
        String name, Connector connector, Catalog catalog, Abilities abilities) {

    /** Asks the connector what is there: it connects now. */
    public static SystemBinding of(String name, Connector connector) {
        return new SystemBinding(name, connector, connector.describe(), connector.abilities());
    }
}
