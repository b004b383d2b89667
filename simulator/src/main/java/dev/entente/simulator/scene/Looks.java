package dev.entente.simulator.scene;

import dev.entente.connector.Abilities;
import dev.entente.connector.Catalog;

/**
 * A system as it is, or as it is thought to be.
 *
 * @param system its name in the file
 * @param abilities as its connector declares them
 */
public record Looks(String system, Catalog catalog, Abilities abilities) {}
